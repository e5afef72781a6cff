import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const WEB = fileURLToPath(new URL("../../web", import.meta.url));

/** A website's own build of such files, with the packages that `web` has; `main.jsx` is where it begins. */
export async function bundle(files: Record<string, string>): Promise<string> {
  const { build } = await import(createRequire(`${WEB}/package.json`).resolve("vite"));
  const cache = join(WEB, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  const root = mkdtempSync(join(cache, "site-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
    const built = await build({
      root,
      configFile: false,
      logLevel: "silent",
      define: { "process.env.NODE_ENV": '"development"' },
      build: { write: false, minify: false, lib: { entry: "main.jsx", formats: ["iife"], name: "Site" } },
    });
    return [built].flat()[0].output[0].code;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
