import { TRANSPORTS } from "../support/ear.ts";
import { Reader } from "../support/reader.ts";
import { listen, listenAsGuest, logOf, openShop, type Shop, visit } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";
import { sleep, until } from "../support/wait.ts";

/** Writes as fast as the server takes it, from three programs at once, until told to stop. */
function writers(shop: Shop) {
  let writing = true;
  let written = 0;
  const loop = async (write: (n: number) => Promise<unknown>) => {
    for (let n = 0; writing; n++) {
      await write(n);
      written++;
    }
  };
  const conversation = shop.owner.api.startConversation(shop.workspace.id, "Hello");
  const done = (async () => {
    const { id } = await conversation;
    const guest = await visit(shop);
    await Promise.all([
      loop((n) => shop.owner.api.reply(id, `owner ${n}`)),
      loop((n) => shop.agent.api.reply(id, `note ${n}`, { is_private: true })),
      loop((n) => guest.writes(`guest ${n}`)),
    ]);
  })();
  return {
    stop: async () => {
      writing = false;
      await done;
      return written;
    },
  };
}

for (const transport of TRANSPORTS) {
  test(`nothing is missed and nothing comes twice, however often the line breaks, by ${transport}`, async ({
    server,
  }) => {
    const shop = await openShop(server);
    const start = (await logOf(shop.agent)).last;
    const readers = [shop.owner, shop.agent].map((who) => new Reader(who, shop.workspace, transport, start));
    const work = writers(shop);

    await Promise.all(
      readers.map(async (reader, which) => {
        for (let round = 0; round < 12; round++) {
          await reader.connect();
          // Breaks in the middle of the replay as well as long after it.
          await sleep((round * 37 + which * 19) % 160);
          reader.drop();
        }
        await reader.connect();
      }),
    );
    const written = await work.stop();
    expect(written).toBeGreaterThan(30);

    for (const [i, person] of [shop.owner, shop.agent].entries()) {
      const log = await logOf(person, start);
      const wanted = log.events.map(({ seq }) => seq);
      const reader = readers[i];
      if (!reader) throw new Error("a reader is missing");
      await until("the newest event", () => reader.newest >= (wanted.at(-1) ?? 0));
      reader.drop();
      expect(reader.seqs).toEqual(wanted);
    }
  });
}

test("resume replays in order and goes on live without a seam, while others write", async ({ server }) => {
  const shop = await openShop(server);
  const first = await listen(shop.agent, shop.workspace);
  const begin = await first.ask("resume", {});
  expect(begin).toMatchObject({ ok: true, epoch: expect.any(String), last: expect.any(Number) });
  const after = begin.last as number;
  first.close();

  const work = writers(shop);
  await sleep(300);
  for (let round = 0; round < 5; round++) {
    const ear = await listen(shop.agent, shop.workspace);
    const ack = await ear.ask("resume", { after, epoch: begin.epoch });
    expect(ack).toMatchObject({ ok: true });
    await sleep(150);
    ear.close();
    // What came live before the replay began comes again with it; from there on, each once.
    const start = ear.seqs.lastIndexOf(after + 1);
    const replayed = ear.seqs.slice(start);
    const wanted = (await logOf(shop.agent, after)).events.map(({ seq }) => seq).slice(0, replayed.length);
    expect(replayed.length).toBeGreaterThan(3);
    expect(replayed).toEqual(wanted);
    expect(replayed.at(-1)).toBeGreaterThanOrEqual(ack.last as number);
  }
  await work.stop();
});

test("a place that the log cannot go on from is said to be too old", async ({ server }) => {
  const shop = await openShop(server);
  await shop.owner.api.startConversation(shop.workspace.id, "Hello");
  const ear = await listen(shop.agent, shop.workspace);
  const { last } = await ear.ask("resume", {});
  const tooOld = { ok: false, error: "too_old" };
  expect(await ear.ask("resume", { after: last, epoch: "another" })).toMatchObject(tooOld);
  expect(await ear.ask("resume", { after: (last as number) + 1 })).toMatchObject(tooOld);
  expect(await ear.ask("resume", { after: -1 })).toMatchObject({ ok: false });
  expect(await ear.ask("resume", { after: last })).toMatchObject({ ok: true, last });
  // Refused or not, it is live.
  await shop.owner.api.startConversation(shop.workspace.id, "Hello again");
  await ear.hears("conversation_created");
});

test("nobody resumes into what is not theirs", async ({ server }) => {
  const shop = await openShop(server);
  const other = await openShop(server);
  const { id } = await other.owner.api.startConversation(other.workspace.id, "Somebody else's");
  const guest = await visit(shop);
  const { conversation_id } = await guest.writes("Hello?");
  await shop.owner.api.assign(conversation_id, shop.agent.id);

  const owner = await listen(shop.owner, shop.workspace, { after: 0 });
  await owner.hears("conversation_assigned");
  await owner.ask("resume", { after: 0 });
  const heard = JSON.stringify(owner.heard);
  expect(heard).not.toContain(id);
  // What the agent was told is not the owner's to hear.
  expect(owner.heard.some(({ event }) => event === "notification")).toBe(false);
});

test("a visitor resumes after the last message, and only the own conversation", async ({ server }) => {
  const shop = await openShop(server);
  const guest = await visit(shop);
  const { id, conversation_id } = await guest.writes("Hello?");
  const missed: string[] = [];
  for (let n = 0; n < 20; n++) {
    missed.push((await shop.owner.api.reply(conversation_id, `answer ${n}`)).id);
    await shop.owner.api.reply(conversation_id, `note ${n}`, { is_private: true });
  }
  for (const ask of ["by asking", "with the handshake"] as const) {
    await test.step(ask, async () => {
      const ear = await listenAsGuest(guest, ask === "by asking" ? {} : { after: id });
      if (ask === "by asking") expect(await ear.ask("resume", { after: id })).toMatchObject({ ok: true });
      await ear.hears("new_message", (data) => data.id === missed.at(-1));
      const live = await shop.owner.api.reply(conversation_id, `live, ${ask}`);
      await ear.hears("new_message", (data) => data.id === live.id);
      const ids = ear.heard.filter(({ event }) => event === "new_message").map(({ data }) => data.id);
      expect(ids).toEqual([...missed, live.id]);
      missed.push(live.id);
      ear.close();
    });
  }
});
