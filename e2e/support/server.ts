import { type ChildProcess, execFile, spawn } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createDatabase, type Database } from "./database.ts";
import { freePort, until } from "./wait.ts";

export type Engine = "sqlite" | "postgres";

const BINARY = process.env.PINGBACK_E2E_BINARY;
/** The server has ten seconds to finish what runs; a little more is the machine's. */
const STOPS_WITHIN = 15_000;

const running = new Set<ChildProcess>();
// A worker that is ended in the middle of a test must not leave servers behind.
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Where a server keeps its data. Several servers may share one with PostgreSQL. */
export class Store {
  private constructor(
    readonly engine: Engine,
    readonly folder: string,
    private readonly database: Database | null,
  ) {}

  static async create(engine: Engine): Promise<Store> {
    const database = engine === "postgres" ? await createDatabase() : null;
    return new Store(engine, mkdtempSync(join(tmpdir(), "pingback-e2e-")), database);
  }

  get settings(): Record<string, string> {
    return this.database ? { PINGBACK_DATABASE_URL: this.database.url } : {};
  }

  async remove(): Promise<void> {
    await this.database?.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The built binary, serving on a free port of this machine. */
export class Server {
  private child: ChildProcess | null = null;

  private constructor(
    readonly store: Store,
    readonly port: number,
    private readonly log: string,
    private readonly settings: Record<string, string>,
  ) {}

  static async start(store: Store, more: Record<string, string> = {}): Promise<Server> {
    const port = await freePort();
    mkdirSync("results/servers", { recursive: true });
    const log = `results/servers/${store.engine}-${port}.log`;
    const server = new Server(store, port, log, {
      PINGBACK_LISTEN: `127.0.0.1:${port}`,
      PINGBACK_DATA_DIR: store.folder,
      // Hundreds of people sign up from one address here.
      PINGBACK_RATE_LIMIT: "off",
      ...store.settings,
      ...more,
    });
    await server.launch();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Runs the server and waits until it is ready. After a stop: on the same port, with the same data. */
  async launch(): Promise<void> {
    const output = openSync(this.log, "a");
    const child = spawn(binary(), ["serve"], { env: this.env(), stdio: ["ignore", output, output] });
    closeSync(output);
    this.child = child;
    running.add(child);
    child.once("exit", () => running.delete(child));
    child.once("error", () => running.delete(child));
    await until(
      "the server to be ready",
      async () => {
        if (ended(child)) throw new Error(`the server ended while starting:\n${this.lastLines()}`);
        return fetch(`${this.url}/ready`).then(
          (answer) => answer.status === 200,
          () => false,
        );
      },
      { within: 30_000 },
    ).catch((error: Error) => {
      child.kill("SIGKILL");
      throw new Error(`${error.message}\n${this.lastLines()}`);
    });
  }

  /** As an operator stops it. Everything it holds must end by itself. */
  async stop(): Promise<void> {
    const code = await this.end("SIGTERM");
    if (code !== 0) throw new Error(`the server ended with ${code} after SIGTERM:\n${this.lastLines()}`);
  }

  /** As a power cut stops it. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** The operator's command line, with the server's own settings. Gives what it printed. */
  async command(...words: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(binary(), words, { env: this.env() });
    return stdout;
  }

  async setPlan(businessId: string, plan: "free" | "mini" | "pro"): Promise<void> {
    await this.command("plan", "set", businessId, plan);
  }

  private async end(signal: "SIGTERM" | "SIGKILL"): Promise<number | string | null> {
    const child = this.child;
    this.child = null;
    if (!child || ended(child)) return child ? result(child) : 0;
    const exited = new Promise<void>((done) => child.once("exit", () => done()));
    child.kill(signal);
    const timer = setTimeout(() => child.kill("SIGKILL"), STOPS_WITHIN);
    await exited;
    clearTimeout(timer);
    return result(child);
  }

  private env(): NodeJS.ProcessEnv {
    // Whoever runs the tests may have settings of their own; they would change what is tested.
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("PINGBACK_"));
    return { ...Object.fromEntries(inherited), ...this.settings };
  }

  private lastLines(): string {
    return readFileSync(this.log, "utf8").trimEnd().split("\n").slice(-15).join("\n");
  }
}

function binary(): string {
  if (!BINARY) throw new Error("PINGBACK_E2E_BINARY is not set: the built binary to test");
  return BINARY;
}

function ended(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

function result(child: ChildProcess): number | string | null {
  return child.exitCode ?? child.signalCode;
}
