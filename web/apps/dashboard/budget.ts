import { gzipSync } from "node:zlib";
import type { Plugin, Rollup } from "vite";

/** What a visit to a page loads: the parts that its address asks for besides the first script. */
interface Page {
  name: string;
  parts: readonly string[];
  /** Bytes of script, gzipped; none: only measured. */
  limit?: number;
}

const KB = 1000;

const INBOX = ["src/frame/frame.tsx", "src/conversations/inbox.tsx"];

const PAGES: readonly Page[] = [
  { name: "/sign-in", parts: ["src/accounts/sign-in.tsx"], limit: 200 * KB },
  // 200 kB is what these are to come down to. React, the router, the queries, the socket and React Aria's menus
  // take 195 of them; until that changes, what there is may not grow.
  { name: "/inbox", parts: [...INBOX, "src/conversations/empty-pane.tsx"], limit: 290 * KB },
  { name: "/inbox/NUMBER", parts: [...INBOX, "src/conversations/thread/thread-pane.tsx"], limit: 325 * KB },
  {
    name: "/settings/team",
    parts: ["src/frame/frame.tsx", "src/settings/settings.tsx", "src/members/team.tsx"],
  },
];

/** Adds up what each page loads when it is the first one, says it, and fails the build where it is too much. */
export function scriptBudget(): Plugin {
  return {
    name: "script-budget",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
        const sizes = new Map(chunks.map((chunk) => [chunk.fileName, gzipSync(chunk.code).length]));
        const tooMuch = PAGES.flatMap(({ name, parts, limit }) => {
          const files = filesOf(chunks, parts);
          const bytes = [...files].reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0);
          const said = `${name}: ${Math.round(bytes / KB)} kB of script in ${files.size} files`;
          this.info(limit ? `${said}, at most ${limit / KB} kB` : said);
          return limit && bytes > limit ? [said] : [];
        });
        if (tooMuch.length > 0) {
          this.error(`A page loads more script than it may (budget.ts). ${tooMuch.join("; ")}`);
        }
      },
    },
  };
}

function filesOf(chunks: readonly Rollup.OutputChunk[], parts: readonly string[]): Set<string> {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set<string>();
  const add = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    for (const needed of byName.get(file)?.imports ?? []) add(needed);
  };
  for (const chunk of chunks) if (chunk.isEntry) add(chunk.fileName);
  for (const part of parts) {
    const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/dashboard/${part}`)));
    if (!chunk) throw new Error(`budget.ts names ${part}, which is not part of the build`);
    add(chunk.fileName);
  }
  return found;
}
