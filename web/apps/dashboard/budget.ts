import { gzipSync } from "node:zlib";
import type { Plugin, Rollup } from "vite";

/** What a visit to a page loads: the parts that its address asks for besides the first script. */
interface Page {
  name: string;
  parts: readonly string[];
  /** Bytes of script, gzipped. */
  limit: number;
}

const KB = 1000;
const LIMIT = 200 * KB;

const FRAME = "src/frame/frame.tsx";
const INBOX = [FRAME, "src/conversations/inbox.tsx"];

/** All that is needed to paint the page and to use what it shows; menus and dialogs come while the browser is idle. */
const PAGES: readonly Page[] = [
  { name: "/sign-in", parts: ["src/accounts/sign-in.tsx"], limit: LIMIT },
  { name: "/inbox", parts: [...INBOX, "src/conversations/empty-pane.tsx"], limit: LIMIT },
  { name: "/inbox/NUMBER", parts: [...INBOX, "src/conversations/thread/thread-pane.tsx"], limit: LIMIT },
  { name: "/setup", parts: [FRAME, "src/onboarding/setup.tsx"], limit: LIMIT },
  setting("/profile", "src/profile/profile.tsx"),
  setting("/notifications", "src/notifications/notification-settings.tsx"),
  setting("/keyboard", "src/keyboard/keyboard-settings.tsx"),
  setting("/appearance", "src/settings/appearance.tsx"),
  setting("/workspace", "src/workspaces/workspace-settings.tsx"),
  setting("/labels", "src/labels/settings-labels.tsx"),
  setting("/canned-replies", "src/canned-replies/settings-canned-replies.tsx"),
  setting("/team", "src/members/team.tsx"),
  // The real widget's settings, of fields, tabs and choices from end to end.
  setting("/widget", "src/widgets/widget-settings.tsx", 245 * KB),
  setting("/usage", "src/billing/usage.tsx"),
];

function setting(path: string, part: string, limit = LIMIT): Page {
  return { name: `/settings${path}`, parts: [FRAME, "src/settings/settings.tsx", part], limit };
}

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
          this.info(`${said}, at most ${limit / KB} kB`);
          return bytes > limit ? [said] : [];
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
