import { record } from "../shared/shape";

export type View = "closed" | "home" | "form" | "chat" | "away" | "rating";

const CONVERSATION = "showroom";
/** As long as a timer can wait: nobody pings here. */
const NEVER = 2_000_000_000;

type Raw = Record<string, unknown>;

/** Answers the widget's calls in the server's place. What is written stays on this page and is gone with it. */
export class StandIn {
  /** When the panel knows its session. */
  hasAnswered: Promise<void> = Promise.resolve();
  private told = () => {};
  private view: View = "closed";
  private faces: Raw[] = [];
  private messages: Raw[] = [];

  /** From now on the widget talks to this. */
  takeTheirPlace(): void {
    const socketOf = (say: (data: string) => void) => (data: string) => this.hear(data, say);
    window.fetch = async (input, init) => this.answer(String(input), init);
    window.WebSocket = class extends EventTarget {
      onmessage: ((event: { data: string }) => void) | null = null;
      readonly send: (data: string) => void;
      constructor() {
        super();
        const say = (data: string) => void setTimeout(() => this.onmessage?.({ data }));
        this.send = socketOf(say);
        say(`0${JSON.stringify({ pingInterval: NEVER, pingTimeout: 0 })}`);
      }
      close() {}
    } as unknown as typeof WebSocket;
    // Refused to pages without an origin, and there is no other tab to agree with.
    Object.defineProperty(navigator, "locks", { value: undefined });
  }

  play(view: View, answer: Raw): void {
    this.hasAnswered = new Promise((told) => {
      this.told = told;
    });
    this.view = view;
    const status = view === "away" ? "offline" : "live";
    this.faces = (Array.isArray(answer.team) ? answer.team : []).map((face) => ({ ...record(face), status }));
    if (!this.faces.length) this.faces = [{ name: "Team", status }];
    this.messages = [];
    if (view === "chat" || view === "rating") {
      this.says("customer", "Hello! Do you ship to Norway?", 4);
      this.says("agent", "We do: two to four days, and free above 50 €.", 3);
      this.says("customer", "Great, thank you.", 2);
    } else if (view === "away") this.says("customer", "Hello! Do you ship to Norway?", 1);
  }

  private says(sender_type: "customer" | "agent", content: string, minutesAgo = 0, client_id = ""): Raw {
    const at = new Date(Date.now() - minutesAgo * 60_000).toISOString();
    const isAgent = sender_type === "agent";
    const isRead = minutesAgo > 0 && this.view !== "away";
    const message = {
      id: `message-${this.messages.length}`,
      conversation_id: CONVERSATION,
      sender_type,
      sender_id: isAgent ? "agent" : "visitor",
      sender_name: isAgent ? this.faces[0]?.name : null,
      sender_avatar_url: isAgent ? this.faces[0]?.avatar_url : null,
      content,
      attachments: [],
      created_at: at,
      delivered_at: at,
      read_at: isAgent || isRead ? at : null,
      client_id: client_id || null,
    };
    this.messages.push(message);
    return message;
  }

  private get conversation(): Raw | null {
    if (!this.messages.length) return null;
    const status = this.view === "rating" ? "resolved" : "open";
    return { id: CONVERSATION, status, messages: this.messages };
  }

  private answer(address: string, init: RequestInit | undefined): Response {
    const call = address.split(/[?#]/)[0]?.split("/").at(-1);
    if (call === "session") {
      return Response.json({
        token: "showroom",
        visitor_token: "showroom",
        expires_at: new Date(Date.now() + 86_400_000).toISOString(),
        business_id: "showroom",
        conversation: this.conversation,
        team: this.faces,
      });
    }
    if (call === "conversation") return Response.json(this.conversation);
    if (call === "messages") return Response.json(this.sent(JSON.parse(String(init?.body))));
    return Response.json({});
  }

  /** What comes in by the socket: the same protocol, from the other side. */
  private hear(data: string, say: (data: string) => void): void {
    if (data.startsWith("40")) {
      // The panel connects once it has taken its session in.
      this.told();
      say('40{"sid":"showroom"}');
    }
    const [, id, body] = /^42(\d+)(.*)$/s.exec(data) ?? [];
    if (!body) return;
    const [event, payload] = JSON.parse(body) as [string, Raw];
    const ack = event === "client_message" ? { message: this.sent(payload) } : { messages: [] };
    say(`43${id}${JSON.stringify([{ ok: true, ...ack }])}`);
  }

  private sent({ content, client_id }: Raw): Raw {
    return this.says("customer", String(content ?? ""), 0, String(client_id ?? ""));
  }
}
