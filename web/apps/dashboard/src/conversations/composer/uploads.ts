import type { Attachment } from "@pingback/api";
import { useSyncExternalStore } from "react";
import { sentence } from "../../frame/failure";
import { t } from "../../texts";
import { sendFile } from "./uploads-send";

export interface Upload {
  key: string;
  name: string;
  size: number;
  /** Missing where it comes back from a message that was not sent. */
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

// Outside the composer, so that they go on while another conversation is open.
const all = new Map<string, Files>();
const running = new Map<string, () => void>();
const listeners = new Set<() => void>();

const get = (conversationId: string): Files => all.get(conversationId) ?? NONE;

function set(conversationId: string, files: Files) {
  if (files.uploads.length === 0 && files.refused === null) all.delete(conversationId);
  else all.set(conversationId, files);
  for (const listener of listeners) listener();
}

function patch(conversationId: string, key: string, change: Partial<Upload>) {
  const { uploads, refused } = get(conversationId);
  set(conversationId, { uploads: uploads.map((u) => (u.key === key ? { ...u, ...change } : u)), refused });
}

async function start(conversationId: string, { key, file }: Upload) {
  if (!file) return;
  patch(conversationId, key, { error: null, share: 0 });
  const { done, cancel } = sendFile(conversationId, file, key, (share) =>
    patch(conversationId, key, { share }),
  );
  running.set(key, cancel);
  try {
    patch(conversationId, key, { done: await done, share: 1 });
  } catch (error) {
    patch(conversationId, key, { error: sentence(error as Error) });
  }
  running.delete(key);
}

/** They go to the server at once, so that sending is instant. What cannot go is refused in words. */
export function addFiles(conversationId: string, files: Iterable<File>) {
  const { uploads } = get(conversationId);
  const next: Upload[] = [];
  let refused: string | null = null;
  for (const file of files) {
    if (file.size > LARGEST) refused = t.composer.tooLarge(file.name);
    else if (file.size === 0) refused = t.composer.empty(file.name);
    else if (uploads.length + next.length >= MOST) refused = t.composer.tooMany;
    else next.push({ key: crypto.randomUUID(), ...named(file), file, share: 0, done: null, error: null });
  }
  set(conversationId, { uploads: [...uploads, ...next], refused });
  for (const each of next) void start(conversationId, each);
}

function named({ name, size }: { name: string; size: number }) {
  return { name, size };
}

/** Files of a message that comes back into the composer. */
export function giveBack(conversationId: string, attachments: readonly Attachment[]) {
  const { uploads, refused } = get(conversationId);
  const back = attachments.map((done) => ({
    key: done.id,
    ...named(done),
    file: null,
    share: 1,
    done,
    error: null,
  }));
  set(conversationId, { uploads: [...uploads, ...back], refused });
}

function remove(conversationId: string, key: string) {
  running.get(key)?.();
  running.delete(key);
  set(conversationId, { uploads: get(conversationId).uploads.filter((u) => u.key !== key), refused: null });
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The files of one composer. */
export function useUploads(conversationId: string) {
  const { uploads, refused } = useSyncExternalStore(subscribe, () => get(conversationId));
  return {
    uploads,
    refused,
    add: (files: Iterable<File>) => addFiles(conversationId, files),
    retry: (upload: Upload) => void start(conversationId, upload),
    remove: (key: string) => remove(conversationId, key),
    clear: () => set(conversationId, NONE),
    busy: uploads.some((u) => !u.done && !u.error),
    attachments: uploads.flatMap((u) => (u.done ? [u.done] : [])),
  };
}
