import { openDesk } from "../support/inbox.ts";
import { expect, test } from "../support/test.ts";

test("two who look at the same conversation know of each other", async ({ dashboardOf, server }) => {
  const { owner, james } = await openDesk(server);
  const ada = await dashboardOf(owner, "/inbox/1");
  const other = await dashboardOf(james, "/inbox/1");
  await expect(ada.page.getByRole("status").filter({ hasText: "James is viewing" })).toHaveCount(1);
  await expect(other.page.getByRole("status").filter({ hasText: "Ada is viewing" })).toHaveCount(1);
  await other.reply.pressSequentially("Let me", { delay: 20 });
  await expect(ada.page.getByRole("status").filter({ hasText: "James is answering" })).toHaveCount(1);
  await other.page.getByRole("link", { name: "Settings" }).click();
  await expect(ada.page.getByRole("status").filter({ hasText: /James is/ })).toHaveCount(0);
});

test("a reply that a colleague was quicker than is asked about first", async ({ dashboardOf, server }) => {
  const { owner, james } = await openDesk(server);
  const ada = await dashboardOf(owner, "/inbox/1");
  const { page } = ada;
  const dialog = page.getByRole("alertdialog", { name: "James answered meanwhile" });
  const content = async () => (await owner.api.conversation(1)).messages.map((message) => message.content);
  // Nothing of his answer reaches her page before she sends.
  await page.context().setOffline(true);
  await ada.reply.fill("Yes, we do.");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await james.api.reply(1, "We have it in blue.");
  await page.context().setOffline(false);

  await test.step("keep editing: it is in the composer again", async () => {
    await expect(dialog).toContainText("We have it in blue.", { timeout: 20_000 });
    await dialog.getByRole("button", { name: "Keep editing" }).click();
    await expect(ada.reply).toHaveValue("Yes, we do.");
    expect(await content()).not.toContain("Yes, we do.");
  });

  await test.step("with his answer on screen, nothing is asked", async () => {
    await expect(ada.messages).toContainText("We have it in blue.");
    await ada.reply.fill("As James says.");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect.poll(content).toContain("As James says.");
    await expect(dialog).toHaveCount(0);
  });

  await test.step("send anyway sends it, once", async () => {
    await page.context().setOffline(true);
    await ada.reply.fill("And in red.");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await james.api.reply(1, "And in green.");
    await page.context().setOffline(false);
    await expect(dialog).toContainText("And in green.", { timeout: 20_000 });
    await dialog.getByRole("button", { name: "Send anyway" }).click();
    await expect(ada.messages.getByText("And in red.")).toHaveCount(1);
    await expect.poll(async () => (await content()).filter((text) => text === "And in red.").length).toBe(1);
  });
});
