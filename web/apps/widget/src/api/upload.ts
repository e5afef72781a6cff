import { panelTexts } from "../texts";
import { Problem, sentence } from "./http";

// A large file on a slow line may take as long as it wants, while something goes out.
const STALLED = 60_000;

/** One file. `fetch` cannot tell how much is gone out; this can. */
export function sendFile(
  url: string,
  token: string,
  file: File,
  progress: (share: number) => void,
  cancelled: AbortSignal,
): Promise<unknown> {
  const texts = panelTexts();
  const form = new FormData();
  form.append("file", file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    const begun = performance.now();
    request.timeout = STALLED;
    request.upload.onprogress = ({ loaded, total }) => {
      request.timeout = performance.now() - begun + STALLED;
      progress(total ? loaded / total : 0);
    };
    request.onerror = request.ontimeout = request.onabort = () => reject(new Problem(0, texts.unreachable));
    cancelled.onabort = () => request.abort();
    request.onload = () => {
      const { status } = request;
      const body = parsed(request.responseText);
      if (status >= 200 && status < 300) resolve(body);
      else reject(new Problem(status, sentence(body) ?? texts.unexpected(status)));
    };
    // It may have been taken away while the session was begun.
    if (cancelled.aborted) reject(new Problem(0, texts.unreachable));
    else request.send(form);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
