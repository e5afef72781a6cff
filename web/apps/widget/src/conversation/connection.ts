import { signal } from "../shared/signal";

/** `back` is shown for a moment after `down`, then it is `up` again. */
export type ConnectionState = "starting" | "up" | "down" | "back";

const GRACE = 1_500;
const SHOW_BACK = 3_000;

/** One state out of three sources: the socket, polling where the socket fails, and the browser itself. */
export class Connection {
  readonly state = signal<ConnectionState>("starting");

  private socketUp = false;
  private pollUp = false;
  private timer = 0;

  socket(up: boolean): void {
    this.socketUp = up;
    this.pollUp = false;
    this.settle();
  }

  poll(up: boolean): void {
    this.pollUp = up;
    this.settle();
  }

  browserOffline(): void {
    clearTimeout(this.timer);
    this.state.value = "down";
  }

  private settle(): void {
    clearTimeout(this.timer);
    const state = this.state.value;
    if (navigator.onLine !== false && (this.socketUp || this.pollUp)) {
      if (state === "up") return;
      this.state.value = state === "starting" ? "up" : "back";
      this.timer = window.setTimeout(() => {
        this.state.value = "up";
      }, SHOW_BACK);
    } else if (state !== "down") {
      // A short cut is mended before anybody needs to know.
      this.timer = window.setTimeout(() => {
        this.state.value = "down";
      }, GRACE);
    }
  }
}
