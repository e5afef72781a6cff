import { Problem } from "../api/http";
import type { SessionKeeper } from "../api/session";
import { type Attachment, readAttachment } from "../api/types";
import { randomId } from "../shared/ids";
import { each } from "../shared/plain";
import { signal } from "../shared/signal";
import { panelTexts } from "../texts";

export const MOST_FILES = 10;
const LARGEST = 20 * 1024 * 1024;

export interface Upload {
  key: string;
  file: File;
  state: "uploading" | "ready" | "failed";
  reason: string;
  /** Whether another try may end otherwise: the server takes some files at no time. */
  mayRetry: boolean;
  attachment: Attachment | null;
  /** How much is gone out, 0 to 1. */
  share: number;
  cancel: AbortController;
}

/** The files that go with the next message. */
export class Uploads {
  readonly items = signal<readonly Upload[]>([]);
  readonly problem = signal("");

  constructor(private readonly session: SessionKeeper) {}

  get busy(): boolean {
    return this.items.value.some((item) => item.state === "uploading");
  }

  add(files: Iterable<File>): void {
    const texts = panelTexts();
    this.problem.value = "";
    for (const file of files) {
      if (this.items.value.length >= MOST_FILES) this.problem.value = texts.tooMany;
      else if (file.size > LARGEST) this.problem.value = texts.tooLarge(file.name);
      else {
        const upload: Upload = {
          key: randomId(),
          file,
          state: "uploading",
          reason: "",
          mayRetry: true,
          attachment: null,
          share: 0,
          cancel: new AbortController(),
        };
        this.items.value = [...this.items.value, upload];
        void this.upload(upload);
      }
    }
  }

  /** One that is under way is not sent to its end. */
  remove(key: string): void {
    this.problem.value = "";
    const [upload] = this.items.value.filter((item) => item.key === key);
    this.items.value = this.items.value.filter((item) => item.key !== key);
    upload?.cancel.abort();
  }

  retry(key: string): void {
    const upload = this.items.value.find((item) => item.key === key);
    if (!upload) return;
    this.change(key, { state: "uploading", reason: "", share: 0 });
    void this.upload(upload);
  }

  /** The uploaded files, for the message that is sent now; what may be tried again stays. */
  take(): Attachment[] {
    this.problem.value = "";
    const ready = this.items.value.flatMap((item) => (item.attachment ? [item.attachment] : []));
    this.items.value = this.items.value.filter((item) => !item.attachment && item.mayRetry);
    return ready;
  }

  private async upload({ key, file, cancel }: Upload): Promise<void> {
    try {
      const attachment = readAttachment(
        await this.session.upload(file, (share) => this.change(key, { share }), cancel.signal),
      );
      if (!attachment) throw new Error(panelTexts().unexpected(502));
      this.change(key, { state: "ready", attachment });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.change(key, {
        state: "failed",
        reason,
        mayRetry: !(error instanceof Problem) || error.passing,
      });
    }
  }

  private change(key: string, changes: Partial<Upload>): void {
    this.items.value = each(this.items.value, (item) => (item.key === key ? { ...item, ...changes } : item));
  }
}
