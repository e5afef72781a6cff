import { panelTexts } from "../texts";
import { Problem, sentence } from "./http";

const TIMEOUT = 300_000;

/** One file. `fetch` cannot tell how much is gone out; this can. */
export function sendFile(
  url: string,
  token: string,
  file: File,
  progress: (share: number) => void,
): Promise<unknown> {
  const texts = panelTexts();
  const form = new FormData();
  form.append("file", file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.timeout = TIMEOUT;
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    request.onerror = request.ontimeout = () => reject(new Problem(0, texts.unreachable));
    request.onload = () => {
      const { status } = request;
      const body = parsed(request.responseText);
      if (status >= 200 && status < 300) resolve(body);
      else reject(new Problem(status, sentence(body) ?? texts.unexpected(status)));
    };
    request.send(form);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
