// Two builds: first the panel (an ES module with a hash in its name), then the loader,
// which has the panel's name written into it. So the loader needs no manifest at run time.

import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

// Parts of the Socket.IO client that a visitor never needs, 4 KB:
// - Long polling and WebTransport. Where a proxy breaks websockets the chat falls back to plain calls
//   (`Chat.tick`), which unlike long polling need not reach the same server each time.
// - Binary values. Every event of a visitor is JSON.
const replaced = [
  [
    /engine\.io-client\/build\/esm\/transports\/index\.js$/,
    'import { WS } from "./websocket.js"; export const transports = { websocket: WS };',
  ],
  [
    /socket\.io-parser\/build\/esm\/is-binary\.js$/,
    "export const isBinary = () => false; export const hasBinary = () => false;",
  ],
  [
    /socket\.io-parser\/build\/esm\/binary\.js$/,
    "export const deconstructPacket = (packet) => ({ packet, buffers: [] }); export const reconstructPacket = (packet) => packet;",
  ],
];
const leanSocket = {
  name: "lean-socket",
  load: (id) => replaced.find(([file]) => file.test(id))?.[1],
};
const unusedTransport = /engine\.io-client\/build\/esm\/transports\/(polling|webtransport)/;

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
  plugins: [leanSocket],
  build: {
    ...shape,
    outDir: "dist",
    emptyOutDir: true,
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !unusedTransport.test(id) },
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
    // Library mode: no helper around the dynamic import.
    lib: {
      entry: "src/loader/main.ts",
      formats: ["iife"],
      name: "PingBackLoader",
      fileName: () => "widget.js",
    },
    minify: "oxc",
  },
});

for (const part of [panel, loader].flatMap((result) => [result].flat()[0].output)) {
  const bytes = part.type === "chunk" ? part.code : part.source;
  console.log(`${part.fileName}  ${(gzipSync(bytes, { level: 9 }).length / 1024).toFixed(1)} KB gzip`);
}
