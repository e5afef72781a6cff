// The guide for site owners is the one source of what is to be pasted: docs/widget.md.
import markdown from "../../../../../docs/widget.md?raw";

/** One way to do it: what to know before and after the code, and the code. */
export interface Recipe {
  name: string;
  before: string;
  /** Null where it is the two lines as they are. */
  code: string | null;
  after: string;
}

const SERVER = /https:\/\/pingback\.example/g;
const SOCKET = /wss:\/\/pingback\.example/g;
const ID = /YOUR_WIDGET_ID/g;

function section(title: string): string {
  const [, found = ""] = markdown.split(`\n## ${title}\n`);
  return found.split("\n## ")[0] ?? "";
}

function codeOf(text: string): string | null {
  return /```\w*\n([\s\S]*?)\n```/.exec(text)?.[1] ?? null;
}

const oneLine = (text: string): string => text.trim().replace(/\s+/g, " ");

/** Each begins with its name in bold type at the start of a line. */
function recipesOf(text: string): Recipe[] {
  return text
    .split(/^(?=\*\*)/m)
    .slice(1)
    .map((part) => {
      const [, name = "", rest = ""] = /^\*\*(.+?)\.?\*\*\.?([\s\S]*)$/.exec(part) ?? [];
      const [before = "", , ...after] = rest.split(/^```.*$/m);
      // A command alone needs no brackets around it.
      const first = oneLine(before).replace(/^\((.*)\)$/, "$1");
      return { name, before: first, code: codeOf(rest), after: oneLine(after.join("")) };
    });
}

export const places = recipesOf(section("Where to put it"));
export const signers = recipesOf(section("Signed-in customers"));
/** How the page hands the token over. */
export const handingOver = codeOf(section("Signed-in customers")) ?? "";
export const policy = codeOf(section("Content-Security-Policy")) ?? "";

/** The code for this widget and this server. */
export function filledIn(code: string, widgetId: string, origin: string): string {
  return code.replace(SOCKET, origin.replace(/^http/, "ws")).replace(SERVER, origin).replace(ID, widgetId);
}
