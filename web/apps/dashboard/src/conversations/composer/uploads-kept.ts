import type { Attachment } from "@pingback/api";
import { meQuery } from "../../accounts/me";
import { queryClient } from "../../query-client";

const PREFIX = "pingback.files.";
/** So long the server keeps a file that no message took. */
const LASTS = 86_400_000;

interface Kept {
  file: Attachment;
  /** When it was first kept, in milliseconds. */
  since: number;
}

const signedIn = () => queryClient.getQueryData(meQuery.queryKey)?.user.id;

/** A composer, of whoever is signed in: in one tab too, each has their own. Null where nobody is. */
export function placeOf(conversationId: string): string | null {
  const userId = signedIn();
  return userId ? `${userId}.${conversationId}` : null;
}

function read(place: string): Kept[] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PREFIX + place) ?? "[]") as Kept[];
    return kept.filter(({ since }) => since > Date.now() - LASTS);
  } catch {
    return [];
  }
}

/** What was uploaded and not sent before this tab was loaded again. */
export const loadFiles = (place: string) => read(place).map(({ file }) => file);

export function saveFiles(place: string, files: readonly Attachment[]) {
  // What arrives after somebody left is not kept on the device.
  if (!place.startsWith(`${signedIn()}.`)) return;
  const before = read(place);
  const kept = files.map((file): Kept => {
    const since = before.find((each) => each.file.id === file.id)?.since ?? Date.now();
    return { file, since };
  });
  try {
    if (kept.length === 0) sessionStorage.removeItem(PREFIX + place);
    else sessionStorage.setItem(PREFIX + place, JSON.stringify(kept));
  } catch {
    // A full storage: they are still in the composer, as long as the page is.
  }
}

/** Leaves nothing of whoever is signed in. */
export function forgetFiles() {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(`${PREFIX}${signedIn()}.`)) sessionStorage.removeItem(key);
}
