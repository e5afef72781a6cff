import { Api } from "../support/api.ts";
import { Ear, TRANSPORTS } from "../support/ear.ts";
import { openWorkspace, PASSWORD } from "../support/people.ts";
import { listen, listenAsGuest, openShop, visit } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

for (const transport of TRANSPORTS) {
  test(`whoever has no token for the workspace is not let in, by ${transport}`, async ({ server }) => {
    const shop = await openShop(server);
    const other = await openWorkspace(server, "Somebody Else");
    const guest = await visit(shop);
    const { api } = shop.agent;
    const gone = (await api.logIn(shop.agent.email, PASSWORD)).access_token;
    await api.as(gone).logOut();

    const id = shop.workspace.id;
    const token = shop.agent.api.token;
    const refused: Record<string, Record<string, unknown>> = {
      "nothing at all": {},
      "the workspace's id, which is public": { business_id: id },
      "a token without a workspace": { token },
      "another workspace's id": { business_id: other.id, token },
      "another workspace's token": { business_id: id, token: other.owner.api.token },
      "no token of ours": { business_id: id, token: "eyJhbGciOiJub25lIn0.e30." },
      "an empty token": { business_id: id, token: "" },
      "a token that is no text": { business_id: id, token: { $ne: null } },
      "a token in a list": { business_id: id, token: [token] },
      "a wildcard for the workspace": { business_id: "*", token },
      "a pattern for the workspace": { business_id: "%", token },
      "workspaces in a list": { business_id: [id], token },
      "a session that was ended": { business_id: id, token: gone },
      "a visitor's token for another workspace": { business_id: other.id, token: guest.token },
      "what a visitor's browser keeps": { business_id: id, token: guest.visitor_token },
      "the widget's id for the workspace's": { business_id: shop.widget.id, token: guest.token },
    };
    for (const [what, auth] of Object.entries(refused)) {
      await expect(Ear.connect(server.url, auth, { transport }), what).rejects.toThrow(/^unauthorized$/);
    }
  });

  test(`members and visitors are let in, by ${transport}`, async ({ server }) => {
    const shop = await openShop(server);
    const guest = await visit(shop);
    const ears = await Promise.all([
      listen(shop.owner, shop.workspace, { transport }),
      listen(shop.agent, shop.workspace, { transport }),
      listenAsGuest(guest, { transport }),
    ]);
    expect(ears.map((ear) => ear.socket.connected)).toEqual([true, true, true]);
  });
}

test("the dashboard's cookie opens a socket from the server's own pages only", async ({ server }) => {
  const shop = await openShop(server);
  const answer = await fetch(`${server.url}/api/v1/auth/login`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-PingBack-Client": "dashboard" },
    body: JSON.stringify({ email: shop.agent.email, password: PASSWORD }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const connect = (headers: Record<string, string>) =>
    Ear.connect(
      server.url,
      { business_id: shop.workspace.id },
      { extraHeaders: { Cookie: cookie, ...headers } },
    );

  expect((await connect({ Origin: server.url })).socket.connected).toBe(true);
  for (const headers of [
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { "Sec-Fetch-Site": "cross-site" },
  ]) {
    await expect(connect(headers), JSON.stringify(headers)).rejects.toThrow(/^unauthorized$/);
  }
});

test("there is one namespace", async ({ server }) => {
  const shop = await openShop(server);
  const auth = { business_id: shop.workspace.id, token: shop.owner.api.token };
  for (const name of ["/admin", `/business_${shop.workspace.id}`]) {
    await expect(Ear.connect(`${server.url}${name}`, auth)).rejects.toThrow();
  }
});

test("a socket that nobody answers for is not kept", async ({ server }) => {
  // Neither a token in the address nor one in a header counts: addresses end up in logs.
  const shop = await openShop(server);
  const token = shop.owner.api.token ?? "";
  const query = { business_id: shop.workspace.id, token };
  await expect(Ear.connect(server.url, {}, { query })).rejects.toThrow(/^unauthorized$/);
  expect(await new Api(server.url).as(token).me()).toMatchObject({ team_role: "owner" });
});
