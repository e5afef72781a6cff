import { Ear, TRANSPORTS } from "../support/ear.ts";
import { join, PASSWORD } from "../support/people.ts";
import type { Server } from "../support/server.ts";
import { listen, listenAsGuest, openShop, type Shop, visit } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

/** Ways to lose access; each must end open sockets at once. */
const ENDS: Record<string, (shop: Shop, server: Server) => Promise<unknown>> = {
  "removal from the workspace": ({ owner, agent }) => owner.api.removeMember(agent.memberId),
  suspension: ({ owner, agent }) => owner.api.changeMember(agent.memberId, { is_active: false }),
  "signing out": ({ agent }) => agent.api.logOut(),
  "ending the session from another device": async ({ agent }) => {
    const elsewhere = agent.api.as((await agent.api.logIn(agent.email, PASSWORD)).access_token);
    const others = (await elsewhere.sessions()).filter(({ current }) => !current);
    for (const { id } of others) await elsewhere.endSession(id);
  },
  "a new password by mailed link": async ({ agent }, server) => {
    const printed = await server.command("user", "reset-password", agent.email);
    const token = new URL(/https?:\/\/\S+/.exec(printed)?.[0] ?? "").searchParams.get("token");
    await agent.api.call("POST", "auth/password/reset", { body: { token, password: "another battery" } });
  },
};

for (const [what, end] of Object.entries(ENDS)) {
  test(`${what} cuts every socket within a second, and none comes back`, async ({ server }) => {
    const shop = await openShop(server);
    const { agent, owner, workspace } = shop;
    const ears = await Promise.all(TRANSPORTS.map((transport) => listen(agent, workspace, { transport })));
    const ownerEar = await listen(owner, workspace);
    await end(shop, server);
    const done = performance.now();
    for (const ear of ears) expect((await ear.isCut()) - done).toBeLessThan(1_000);
    const heard = ears.map((ear) => ear.heard.length);
    await owner.api.startConversation(workspace.id, "Not for him any more");
    await ownerEar.hears("new_message", ({ content }) => content === "Not for him any more");
    expect(ears.map((ear) => ear.heard.length)).toEqual(heard);
    for (const transport of TRANSPORTS) {
      await expect(listen(agent, workspace, { transport }), transport).rejects.toThrow(/^unauthorized$/);
    }
  });
}

test("a changed role keeps the sockets and counts at once", async ({ server }) => {
  const shop = await openShop(server);
  const mira = await join(server, shop.workspace, "Mira Novak");
  const { id } = await shop.owner.api.startConversation(shop.workspace.id, "Hello");
  const ear = await listen(mira, shop.workspace);
  await expect(mira.api.assign(id, mira.id)).rejects.toMatchObject({ status: 403 });
  await shop.owner.api.changeMember(mira.memberId, { role: "admin" });
  await ear.hears("member_updated", ({ role }) => role === "admin");
  await mira.api.assign(id, mira.id);
  await ear.hears("conversation_assigned");
  expect(ear.ended).toBeNull();
});

test("a suspended agent hears nothing; restored, they hear what they missed", async ({ server }) => {
  const shop = await openShop(server);
  const { agent, owner, workspace } = shop;
  const ear = await listen(agent, workspace);
  const { last, epoch } = await ear.ask("resume", {});
  await owner.api.changeMember(agent.memberId, { is_active: false });
  await ear.isCut();
  const { id } = await owner.api.startConversation(workspace.id, "While he was away");
  await owner.api.changeMember(agent.memberId, { is_active: true });
  const back = await Ear.connect(server.url, {
    business_id: workspace.id,
    token: agent.api.token,
    after: last,
    epoch,
  });
  await back.hears("conversation_created", (data) => data.id === id);
});

test("a closed conversation does not end its visitor's socket", async ({ server }) => {
  const shop = await openShop(server);
  const guest = await visit(shop);
  const ear = await listenAsGuest(guest);
  await guest.writes("Hello?");
  await ear.hears("new_message");
  await shop.owner.api.close(1);
  await ear.hears("conversation_updated", ({ status }) => status === "closed");
  await guest.writes("One more thing");
  await ear.hears("new_message", ({ content }) => content === "One more thing");
  expect(ear.ended).toBeNull();
});
