// Writes .gz and .br beside every text asset, so that the server sends them as they are
// and spends no processor time on compression.
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const TEXT = new Set([".html", ".js", ".css", ".svg", ".json", ".txt", ".map", ".webmanifest"]);
// Below this size the headers cost more than compression saves.
const SMALLEST = 512;

async function* files(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else yield path;
  }
}

for (const folder of process.argv.slice(2)) {
  if (!(await stat(folder).catch(() => null))) continue;
  for await (const path of files(folder)) {
    if (!TEXT.has(extname(path))) continue;
    const content = await readFile(path);
    if (content.length < SMALLEST) continue;
    await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
    await writeFile(
      `${path}.br`,
      await promisify(brotliCompress)(content, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 11,
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        },
      }),
    );
  }
}
