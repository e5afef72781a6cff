import { randomBytes } from "node:crypto";
import { join } from "../support/people.ts";
import { Reader } from "../support/reader.ts";
import type { Server } from "../support/server.ts";
import { listen, listenAsGuest, logOf, openShop, visit } from "../support/shop.ts";
import { expect, type Installation, test } from "../support/test.ts";
import { sleep, until } from "../support/wait.ts";

/** Two processes of one installation: one database, one secret key. */
async function pair(installation: () => Promise<Installation>): Promise<[Server, Server]> {
  const place = await installation();
  const settings = { PINGBACK_SECRET_KEY: randomBytes(32).toString("hex") };
  // One after the other: the first brings the schema up to date.
  return [await place.serve(settings), await place.serve(settings)];
}

test("what is written on one server reaches sockets on the other, in order and once", async ({
  installation,
}) => {
  const [here, there] = await pair(installation);
  const shop = await openShop(here);
  const { owner, agent, workspace } = shop;
  const start = (await logOf(owner)).last;
  const ears = await Promise.all(
    [here, there].flatMap(({ url }) => [
      listen(owner, workspace, { server: url }),
      listen(agent, workspace, { server: url }),
    ]),
  );
  const { id } = await owner.api.startConversation(workspace.id, "Hello");
  await Promise.all(
    [here, there].flatMap(({ url }) =>
      [owner, agent].map(async ({ api }) => {
        for (let n = 0; n < 25; n++) await api.at(url).reply(id, `${url} ${n}`);
      }),
    ),
  );
  for (const [i, ear] of ears.entries()) {
    const log = await logOf(i % 2 ? agent : owner, start);
    const wanted = log.events.map(({ seq }) => seq);
    expect(wanted.length).toBeGreaterThan(100);
    await until("the newest event", () => ear.seqs.at(-1) === wanted.at(-1));
    expect(ear.seqs).toEqual(wanted);
  }
});

test("a visitor here and an agent there talk as if at one place", async ({ installation }) => {
  const [here, there] = await pair(installation);
  const shop = await openShop(here);
  const guest = await visit(shop, shop.owner.api.at(here.url));
  const visitor = await listenAsGuest(guest, { server: here.url });
  const agent = await listen(shop.agent, shop.workspace, { server: there.url });
  const { id, conversation_id } = await guest.writes("Hello?");
  await agent.hears("new_message", (data) => data.id === id);
  await agent.ask("join_conversation", { conversation_id });

  await visitor.ask("typing", { conversation_id, is_typing: true });
  await agent.hears("typing", ({ is_typing }) => is_typing === true);
  await agent.ask("typing", { conversation_id, is_typing: true });
  await visitor.hears("typing", ({ is_typing }) => is_typing === true);

  const begun = performance.now();
  const ack = await agent.ask("client_message", { conversation_id, content: "Yes?", client_id: "1" });
  await visitor.hears("new_message", (data) => data.id === (ack.message as { id: string }).id);
  // By the hint between the servers; without it the log would be looked at only every few seconds.
  expect(performance.now() - begun).toBeLessThan(1_500);
});

test("access that ends on one server ends on the other within a second", async ({ installation }) => {
  const [here, there] = await pair(installation);
  const { owner, agent, workspace } = await openShop(here);
  const ear = await listen(agent, workspace, { server: there.url });
  await owner.api.removeMember(agent.memberId);
  const done = performance.now();
  expect((await ear.isCut()) - done).toBeLessThan(1_000);
  await expect(listen(agent, workspace, { server: there.url })).rejects.toThrow(/^unauthorized$/);
});

test("nobody slips in between: invited, connected and removed in one breath, the socket is cut", async ({
  installation,
}) => {
  const [here, there] = await pair(installation);
  const { owner, workspace } = await openShop(here);
  for (let round = 0; round < 25; round++) {
    const agent = await join(here, workspace, `Agent ${round}`);
    // The other server is still reading of the invitation while this socket opens there.
    const ear = await listen(agent, workspace, { server: there.url });
    await owner.api.removeMember(agent.memberId);
    const done = performance.now();
    expect((await ear.isCut()) - done, `round ${round}`).toBeLessThan(1_000);
  }
});

test("when one server dies, its clients go on at the other and miss nothing", async ({ installation }) => {
  const [here, there] = await pair(installation);
  const shop = await openShop(here);
  const { owner, agent, workspace } = shop;
  const start = (await logOf(owner)).last;
  const readers = [owner, agent].map((person) => new Reader(person, workspace, "websocket", start));
  for (const reader of readers) await reader.connect(here.url);

  const { id } = await owner.api.startConversation(workspace.id, "Hello");
  let writing = true;
  const work = (async () => {
    for (let n = 0; writing; n++) await agent.api.at(there.url).reply(id, `answer ${n}`);
  })();
  await sleep(300);
  await here.kill();
  for (const reader of readers) await until("the connection to break", () => !reader.isConnected);
  await sleep(300);
  for (const reader of readers) {
    reader.drop();
    await reader.connect(there.url);
  }
  await sleep(300);
  writing = false;
  await work;

  for (const [i, reader] of readers.entries()) {
    const person = (i === 0 ? owner : agent).api.at(there.url);
    const log = await logOf({ ...owner, api: person }, start);
    const wanted = log.events.map(({ seq }) => seq);
    await until("the newest event", () => reader.newest === wanted.at(-1));
    reader.drop();
    expect(reader.seqs).toEqual(wanted);
  }
});

test("a server with another secret key than the database was made with does not start", async ({
  installation,
}) => {
  const place = await installation();
  await place.serve({ PINGBACK_SECRET_KEY: randomBytes(32).toString("hex") });
  await expect(place.serve({ PINGBACK_SECRET_KEY: randomBytes(32).toString("hex") })).rejects.toThrow(
    /the server ended while starting/,
  );
});
