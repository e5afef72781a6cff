import { openShop, visit } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

interface Made {
  id: string;
}

test("numbers beside views, channels and labels follow what colleagues do", async ({
  server,
  dashboardOf,
}) => {
  const shop = await openShop(server);
  const { api } = shop.owner;
  const label = await api.call<Made>("POST", "labels", { body: { name: "Damaged", color: "pink" } });
  const view = await api.call<Made>("POST", "views", {
    body: { name: "Urgent", is_shared: true, filter: { status: "open", priority: "urgent" } },
  });
  const said: string[] = [];
  for (const text of ["Cracked bowl", "Where is my order?", "Is it in stock?"]) {
    said.push((await (await visit(shop)).writes(text)).conversation_id);
  }
  const [cracked = "", order = ""] = said;
  const change = (id: string, body: object) => shop.agent.api.call("PATCH", `conversations/${id}`, { body });
  const owner = await dashboardOf(shop.owner);
  const entry = (name: string) => owner.navigation.getByRole("link", { name, exact: true });
  const says = async (name: string, count: string) => {
    await expect(entry(name)).toHaveText(`${name}${count}`);
    await expect(entry(name)).toHaveAccessibleDescription(count);
  };

  await test.step("at first", async () => {
    await says("Damaged", "0");
    await says("Urgent", "0");
    await says("Website", "3");
  });

  await test.step("a colleague labels two and says that one presses", async () => {
    await change(cracked, { label_ids: [label.id], priority: "urgent" });
    await change(order, { label_ids: [label.id] });
    await says("Damaged", "2");
    await says("Urgent", "1");
  });

  await test.step("one is resolved", async () => {
    await shop.agent.api.call("PUT", `conversations/${cracked}/resolve`);
    await says("Damaged", "1");
    await says("Urgent", "0");
    await says("Website", "2");
  });

  await test.step("the view is changed", async () => {
    await api.call("PATCH", `views/${view.id}`, { body: { filter: { priority: "urgent" } } });
    await says("Urgent", "1");
    await entry("Urgent").click();
    await expect(owner.list.getByRole("listitem")).toHaveCount(1);
  });

  await test.step("what happened while the connection was lost is counted when it is back", async () => {
    await owner.page.context().setOffline(true);
    await change(order, { label_ids: [] });
    await owner.page.context().setOffline(false);
    await owner.isLive();
    await says("Damaged", "0");
  });

  await test.step("the label is deleted", async () => {
    await api.call("DELETE", `labels/${label.id}`);
    await expect(entry("Damaged")).toHaveCount(0);
  });
});
