import type { Ear, Transport } from "./ear.ts";
import type { Person, Workspace } from "./people.ts";
import { type ListenOptions, listen } from "./shop.ts";

/** Somebody whose connection breaks again and again, and who resumes each time where it stopped. */
export class Reader {
  /** Every durable event received, over all connections, nothing sorted and nothing left out. */
  readonly seqs: number[] = [];
  private epoch: string | undefined;
  private ear: Ear | null = null;

  constructor(
    private readonly person: Person,
    private readonly workspace: Workspace,
    private readonly transport: Transport,
    private after: number,
  ) {}

  get at(): number {
    return this.after;
  }

  /** Asks for what was missed with the handshake itself. */
  async connect(server?: string): Promise<void> {
    const options: ListenOptions = { transport: this.transport, after: this.after };
    if (server) options.server = server;
    if (this.epoch) options.epoch = this.epoch;
    this.ear = await listen(this.person, this.workspace, options);
  }

  /** Without a word: as when a cable is pulled. What had arrived by then counts. */
  drop(): void {
    if (!this.ear) return;
    // The engine's own end: no packet says goodbye.
    this.ear.socket.io.engine.close();
    this.ear.close();
    for (const { data } of this.ear.durable) {
      this.seqs.push(data.seq);
      this.after = data.seq;
      this.epoch = data.epoch;
    }
    this.ear = null;
  }

  get newest(): number {
    return this.ear?.seqs.at(-1) ?? this.after;
  }

  get isConnected(): boolean {
    return this.ear?.socket.connected ?? false;
  }
}
