import { randomBytes } from "node:crypto";
import pg from "pg";

export interface Database {
  url: string;
  drop: () => Promise<void>;
}

/** A database of its own beside the one that PINGBACK_TEST_POSTGRES_URL names. */
export async function createDatabase(): Promise<Database> {
  const base = process.env.PINGBACK_TEST_POSTGRES_URL;
  // An engine that is not there is a failure: left out, nobody would notice that half was never tested.
  if (!base) throw new Error("PINGBACK_TEST_POSTGRES_URL is not set: the tests need a PostgreSQL");
  const name = `pingback_e2e_${randomBytes(8).toString("hex")}`;
  await run(base, `CREATE DATABASE ${name}`);
  const url = new URL(base);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(base, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
