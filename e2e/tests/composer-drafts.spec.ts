import { openDesk } from "../support/inbox.ts";
import { expect, test } from "../support/test.ts";

interface Draft {
  content: string;
  is_private: boolean;
}

test("a draft is at the server a moment later, and comes along wherever one signs in", async ({
  dashboardOf,
  server,
}) => {
  const { james, call } = await openDesk(server);
  const stored = () => call<Draft>("GET", "conversations/1/draft", undefined, james);
  const agent = await dashboardOf(james, "/inbox/1");
  await agent.reply.fill("Dear Marta, the Osprey");
  await expect(agent.page.getByText("Draft saved")).toBeVisible();
  expect(await stored()).toMatchObject({ content: "Dear Marta, the Osprey", is_private: false });
  // The server has it: nothing of it stays on the device.
  expect(await agent.page.evaluate(() => JSON.stringify(localStorage))).not.toContain("Osprey");

  await test.step("after a reload", async () => {
    await agent.page.reload();
    await expect(agent.reply).toHaveValue("Dear Marta, the Osprey");
  });

  await test.step("after signing out in the middle of a word, on another device", async () => {
    await agent.reply.fill("Dear Marta, the Osprey in blue");
    await agent.signOut();
    const elsewhere = await dashboardOf(james, "/inbox/1");
    await expect(elsewhere.reply).toHaveValue("Dear Marta, the Osprey in blue");

    await test.step("sent: gone everywhere", async () => {
      await elsewhere.page.getByRole("button", { name: "Send", exact: true }).click();
      await expect(elsewhere.reply).toHaveValue("");
      await expect.poll(async () => (await stored()).content).toBe("");
      await elsewhere.page.reload();
      await expect(elsewhere.messages).toContainText("Dear Marta, the Osprey in blue");
      await expect(elsewhere.reply).toHaveValue("");
    });
  });
});

test("what is written without a connection is kept and stored once it is back", async ({
  dashboardOf,
  server,
}) => {
  const { james, call } = await openDesk(server);
  const agent = await dashboardOf(james, "/inbox/1");
  await agent.page.route("**/api/v1/conversations/*/draft", (route) => route.abort());
  await agent.reply.fill("In the tunnel");
  await expect(agent.page.getByText("Draft kept on this device")).toBeVisible();
  await agent.page.reload();
  await expect(agent.reply).toHaveValue("In the tunnel");
  await agent.page.unrouteAll({ behavior: "ignoreErrors" });
  await expect
    .poll(async () => (await call<Draft>("GET", "conversations/1/draft", undefined, james)).content, {
      timeout: 20_000,
    })
    .toBe("In the tunnel");
});

test("a note and a reply are two texts; the window one comes back to shows what the other wrote", async ({
  dashboardOf,
  server,
}) => {
  const { james } = await openDesk(server);
  const agent = await dashboardOf(james, "/inbox/1");
  const note = agent.page.getByRole("textbox", { name: "Private note" });
  await agent.reply.fill("Dear Marta");
  await agent.page.getByRole("tab", { name: "Private note" }).click();
  await expect(note).toHaveValue("");
  await note.fill("She pays late");
  await agent.page.getByRole("tab", { name: "Reply" }).click();
  await expect(agent.reply).toHaveValue("Dear Marta");
  await expect(agent.page.getByText("Draft saved")).toBeVisible();

  const second = await dashboardOf(james, "/inbox/1");
  await expect(second.reply).toHaveValue("Dear Marta");
  await second.reply.fill("Dear Marta, hello");
  await expect(second.page.getByText("Draft saved")).toBeVisible();
  await agent.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(agent.reply).toHaveValue("Dear Marta, hello");
});
