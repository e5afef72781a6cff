// Fails when the widget grows over its budget. Sizes are gzip, in KB of 1024 bytes.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const parts = JSON.parse(readFileSync(new URL("../node_modules/.cache/parts.json", import.meta.url), "utf8"));
const KB = 1024;

const sizeOf = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
// Whoever opens the panel reads one language: the largest one counts.
const language = parts.languages.toSorted((a, b) => sizeOf(b) - sizeOf(a)).slice(0, 1);

// What a page pays before the chat is opened, and what opening it adds.
const budgets = [
  { name: "loader", limit: 5 * KB, files: ["widget.js"] },
  { name: "panel", limit: 35 * KB, files: [...parts.opened, ...language] },
];

let over = false;
for (const { name, limit, files } of budgets) {
  const bytes = files.reduce((sum, file) => sum + sizeOf(file), 0);
  const verdict = bytes <= limit && bytes > 0 ? "ok" : "OVER BUDGET";
  over ||= verdict !== "ok";
  console.log(`${name}: ${(bytes / KB).toFixed(2)} KB of ${limit / KB} KB gzip, ${verdict}`);
}
process.exit(over ? 1 : 0);
