import type { Attachment } from "@pingback/api";
import { useState } from "react";
import { answer, api } from "../api";
import { sentence } from "../frame/failure";
import { t } from "../texts";

export interface Upload {
  key: string;
  file: File;
  done: Attachment | null;
  error: string | null;
}

const LARGEST = 20 * 1024 * 1024;
const MOST = 10;

/** The files of one composer. They go to the server at once, so that sending is instant. */
export function useUploads(conversationId: string) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const [refused, setRefused] = useState<string | null>(null);

  const patch = (key: string, change: Partial<Upload>) =>
    setUploads((all) => all.map((u) => (u.key === key ? { ...u, ...change } : u)));

  const start = async ({ key, file }: Upload) => {
    patch(key, { error: null });
    try {
      patch(key, { done: await upload(conversationId, file, key) });
    } catch (error) {
      patch(key, { error: sentence(error as Error) });
    }
  };

  const add = (files: Iterable<File>) => {
    setRefused(null);
    const next: Upload[] = [];
    for (const file of files) {
      if (file.size > LARGEST) setRefused(t.composer.tooLarge(file.name));
      else if (uploads.length + next.length >= MOST) setRefused(t.composer.tooMany);
      else next.push({ key: crypto.randomUUID(), file, done: null, error: null });
    }
    setUploads((all) => [...all, ...next]);
    for (const each of next) void start(each);
  };

  return {
    uploads,
    refused,
    add,
    retry: start,
    remove: (key: string) => setUploads((all) => all.filter((u) => u.key !== key)),
    clear: () => setUploads([]),
    busy: uploads.some((u) => !u.done && !u.error),
    attachments: uploads.flatMap((u) => (u.done ? [u.done] : [])),
  };
}

function upload(id: string, file: File, key: string): Promise<Attachment> {
  const form = new FormData();
  form.append("file", file);
  return answer(
    api.POST("/api/v1/conversations/{id}/upload", {
      params: { path: { id } },
      headers: { "Idempotency-Key": key },
      body: form as never,
      // The browser writes the multipart boundary itself.
      bodySerializer: () => form,
    }),
  );
}
