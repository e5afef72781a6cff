import { type Attachment, NoAnswer, Problem } from "@pingback/api";
import { chosenWorkspace } from "../../workspaces/chosen";

export interface Sending {
  done: Promise<Attachment>;
  cancel: () => void;
}

/** Sends a file. Only the older way of asking tells how far it has come. */
export function sendFile(
  conversationId: string,
  file: File,
  key: string,
  onProgress: (share: number) => void,
): Sending {
  const request = new XMLHttpRequest();
  const done = new Promise<Attachment>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new NoAnswer());
    request.ontimeout = request.onerror;
    request.onload = () => {
      const { status } = request;
      if (status >= 200 && status < 300) return resolve(JSON.parse(request.responseText) as Attachment);
      if (status === 502 || status === 504) return reject(new NoAnswer());
      return reject(
        new Problem(status, parse(request.responseText), request.getResponseHeader("Retry-After")),
      );
    };
  });
  request.open("POST", `/api/v1/conversations/${conversationId}/upload`);
  request.setRequestHeader("X-PingBack-Client", "dashboard");
  request.setRequestHeader("Idempotency-Key", key);
  const business = chosenWorkspace.get();
  if (business) request.setRequestHeader("X-Business-Id", business);
  const form = new FormData();
  form.append("file", file);
  request.send(form);
  return { done, cancel: () => request.abort() };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
