// Three builds: first the panel (an ES module with a hash in its name, and what it fetches on demand),
// then the loader and the showroom, which have the panel's name written into them: no manifest at run time.
// node_modules/.cache/parts.json says which files the opened panel is made of, for `size.mjs`.

import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

const common = {
  root,
  configFile: false,
  logLevel: "warn",
  publicDir: false,
  oxc: { jsx: { importSource: "preact" } },
  define: { "process.env.NODE_ENV": '"production"' },
};

const shape = { target: "es2022", modulePreload: false, reportCompressedSize: false };

const panel = await build({
  ...common,
  // Chunks ask for each other beside themselves, wherever the server lives.
  base: "./",
  build: {
    ...shape,
    outDir: "dist",
    emptyOutDir: true,
    rolldownOptions: {
      input: { panel: "src/panel/main.tsx", preview: "src/preview/main.ts" },
      preserveEntrySignatures: "strict",
      output: {
        format: "es",
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
      },
    },
  },
});

const chunks = [panel].flat()[0].output.filter((part) => part.type === "chunk");
const [panelFile, previewFile] = ["panel", "preview"].map((name) =>
  chunks.find((part) => part.isEntry && part.name === name),
);

/** What opening the panel fetches: the entry and what it imports at once. */
const opened = new Set([panelFile.fileName]);
for (const name of opened) {
  for (const needed of chunks.find((part) => part.fileName === name).imports) opened.add(needed);
}
const languages = chunks
  .filter((part) => /\/texts\/[a-z]{2}\.ts$/.test(part.facadeModuleId ?? ""))
  .map((part) => part.fileName);

const loader = await build({
  ...common,
  define: {
    ...common.define,
    __PANEL_FILE__: JSON.stringify(panelFile.fileName),
    __PREVIEW_FILE__: JSON.stringify(previewFile.fileName),
  },
  build: {
    ...shape,
    outDir: "dist",
    emptyOutDir: false,
    // Library mode: no helper around the dynamic import.
    lib: {
      entry: "src/loader/main.ts",
      formats: ["iife"],
      name: "PingBackLoader",
      fileName: () => "widget.js",
    },
    minify: "oxc",
    rolldownOptions: {
      optimization: { inlineConst: true },
      // Most of it runs at once: browsers that know this compile it beside the main thread.
      output: { postBanner: "//# allFunctionsCalledOnLoad" },
    },
  },
});

const showroom = await build({
  ...common,
  define: { ...common.define, __PANEL_FILE__: JSON.stringify(panelFile.fileName) },
  build: {
    ...shape,
    outDir: "dist",
    emptyOutDir: false,
    rolldownOptions: {
      input: { showroom: "src/showroom/main.ts" },
      output: { format: "es", entryFileNames: "assets/[name]-[hash].js" },
    },
  },
});
await writeFile(
  `${root}/dist/showroom.html`,
  `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>The chat widget, as it would be</title>
    <script type="module" src="${[showroom].flat()[0].output[0].fileName}"></script>
  </head>
  <body>
    <main aria-hidden="true"><i></i><i></i><i></i><i></i><i></i></main>
  </body>
</html>
`,
);

// For websites in TypeScript.
await copyFile(`${root}/types/pingback.d.ts`, `${root}/dist/pingback.d.ts`);

// Outside dist: it is nothing to serve.
await mkdir(`${root}/node_modules/.cache`, { recursive: true });
await writeFile(`${root}/node_modules/.cache/parts.json`, JSON.stringify({ opened: [...opened], languages }));

for (const part of [panel, loader, showroom].flatMap((result) => [result].flat()[0].output)) {
  const bytes = part.type === "chunk" ? part.code : part.source;
  console.log(`${part.fileName}  ${(gzipSync(bytes, { level: 9 }).length / 1024).toFixed(1)} KB gzip`);
}
