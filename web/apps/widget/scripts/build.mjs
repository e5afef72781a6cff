// Two builds: first the panel (an ES module with a hash in its name), then the loader,
// which has the panel's name written into it. So the loader needs no manifest at run time.
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
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
  build: {
    ...shape,
    outDir: "dist",
    emptyOutDir: true,
    rolldownOptions: {
      input: "src/panel/main.tsx",
      preserveEntrySignatures: "strict",
      output: { format: "es", entryFileNames: "assets/panel-[hash].js", codeSplitting: false },
    },
  },
});

const panelFile = [panel].flat()[0].output.find((part) => part.type === "chunk" && part.isEntry);

const loader = await build({
  ...common,
  define: { ...common.define, __PANEL_FILE__: JSON.stringify(panelFile.fileName) },
  build: {
    ...shape,
    outDir: "dist",
    emptyOutDir: false,
    rolldownOptions: {
      input: "src/loader/main.ts",
      output: { format: "iife", entryFileNames: "widget.js", codeSplitting: false },
    },
  },
});

for (const part of [panel, loader].flatMap((result) => [result].flat()[0].output)) {
  const bytes = part.type === "chunk" ? part.code : part.source;
  console.log(`${part.fileName}  ${(gzipSync(bytes, { level: 9 }).length / 1024).toFixed(1)} KB gzip`);
}
