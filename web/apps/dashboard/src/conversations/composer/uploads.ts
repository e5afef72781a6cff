import type { Attachment } from "@pingback/api";
import { useSyncExternalStore } from "react";
import { sentence } from "../../frame/failure";
import { t } from "../../texts";
import { loadFiles, placeOf, saveFiles } from "./uploads-kept";
import { sendFile } from "./uploads-send";

export interface Upload {
  key: string;
  name: string;
  size: number;
  /** Missing where it comes back: from a message that was not sent, or after a reload. */
  file: File | null;
  /** How much of it has gone, 0 to 1. */
  share: number;
  done: Attachment | null;
  error: string | null;
}

interface Files {
  uploads: readonly Upload[];
  refused: string | null;
}

const LARGEST = 20 * 1024 * 1024;
const MOST = 10;
const NONE: Files = { uploads: [], refused: null };

// Outside the composer, so that they go on while another conversation is open. By their place.
const all = new Map<string, Files>();
const running = new Map<string, () => void>();
const listeners = new Set<() => void>();

export function filesOf(conversationId: string): Files {
  const place = placeOf(conversationId);
  return place ? at(place) : NONE;
}

function at(place: string): Files {
  const known = all.get(place);
  if (known) return known;
  const uploads = loadFiles(place).map(uploaded);
  const files = uploads.length > 0 ? { uploads, refused: null } : NONE;
  all.set(place, files);
  return files;
}

function set(place: string, files: Files) {
  const before = attachmentsOf(at(place));
  const now = attachmentsOf(files);
  all.set(place, files);
  if (now.length !== before.length || now.some((each, i) => each !== before[i])) saveFiles(place, now);
  for (const listener of listeners) listener();
}

const attachmentsOf = ({ uploads }: Files) => uploads.flatMap((u) => (u.done ? [u.done] : []));

function patch(place: string, key: string, change: Partial<Upload>) {
  const { uploads, refused } = at(place);
  set(place, { uploads: uploads.map((u) => (u.key === key ? { ...u, ...change } : u)), refused });
}

async function start(conversationId: string, { key, file }: Upload) {
  // Also where somebody else is signed in by the time it is done.
  const place = placeOf(conversationId);
  if (!file || !place) return;
  patch(place, key, { error: null, share: 0 });
  const { done, cancel } = sendFile(conversationId, file, key, (share) => patch(place, key, { share }));
  run(key, cancel);
  try {
    patch(place, key, { done: await done, share: 1 });
  } catch (error) {
    patch(place, key, { error: sentence(error as Error) });
  } finally {
    run(key, null);
  }
}

/** What is on its way does not outlive the page: the browser asks before it goes. */
function run(key: string, cancel: (() => void) | null) {
  if (cancel) running.set(key, cancel);
  else running.delete(key);
  if (running.size > 0) window.addEventListener("beforeunload", ask);
  else window.removeEventListener("beforeunload", ask);
}

const ask = (event: BeforeUnloadEvent) => event.preventDefault();

/** They go to the server at once, so that sending is instant. What cannot go is refused in words. */
export function addFiles(conversationId: string, files: Iterable<File>) {
  const place = placeOf(conversationId);
  if (!place) return;
  const { uploads } = at(place);
  const next: Upload[] = [];
  let refused: string | null = null;
  for (const file of files) {
    if (file.size > LARGEST) refused = t.composer.tooLarge(file.name);
    else if (file.size === 0) refused = t.composer.empty(file.name);
    else if (uploads.length + next.length >= MOST) refused = t.composer.tooMany;
    else next.push({ key: crypto.randomUUID(), ...named(file), file, share: 0, done: null, error: null });
  }
  set(place, { uploads: [...uploads, ...next], refused });
  for (const each of next) void start(conversationId, each);
}

function named({ name, size }: { name: string; size: number }) {
  return { name, size };
}

/** Files of a message that comes back into the composer. */
export function giveBack(conversationId: string, attachments: readonly Attachment[]) {
  const place = placeOf(conversationId);
  if (!place) return;
  const { uploads, refused } = at(place);
  set(place, { uploads: [...uploads, ...attachments.map(uploaded)], refused });
}

const uploaded = (done: Attachment): Upload => ({
  key: done.id,
  ...named(done),
  file: null,
  share: 1,
  done,
  error: null,
});

function remove(conversationId: string, key: string) {
  running.get(key)?.();
  run(key, null);
  const place = placeOf(conversationId);
  if (place) set(place, { uploads: at(place).uploads.filter((u) => u.key !== key), refused: null });
}

function clear(conversationId: string) {
  const place = placeOf(conversationId);
  if (place) set(place, NONE);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The files of one composer. */
export function useUploads(conversationId: string) {
  const files = useSyncExternalStore(subscribe, () => filesOf(conversationId));
  const { uploads, refused } = files;
  return {
    uploads,
    refused,
    add: (files: Iterable<File>) => addFiles(conversationId, files),
    retry: (upload: Upload) => void start(conversationId, upload),
    remove: (key: string) => remove(conversationId, key),
    clear: () => clear(conversationId),
    busy: uploads.some((u) => !u.done && !u.error),
    attachments: attachmentsOf(files),
  };
}
