import { openDesk } from "../support/inbox.ts";
import { expect, test } from "../support/test.ts";

/** The smallest image there is. */
const DOT = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("files are attached, shown, refused and cancelled", async ({ dashboardOf, server }) => {
  const { james } = await openDesk(server);
  const agent = await dashboardOf(james, "/inbox/1");
  const { page } = agent;
  const attach = async (...files: { name: string; mimeType: string; buffer: Buffer }[]) => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Attach a file" }).click();
    await (await chooser).setFiles(files);
  };

  await test.step("what cannot go is refused in words", async () => {
    await attach({ name: "huge.mov", mimeType: "video/quicktime", buffer: Buffer.alloc(21 * 1024 * 1024) });
    await expect(agent.alert).toContainText("huge.mov is larger than 20 MiB. Send a link instead.");
  });

  await test.step("an upload under way tells so, and can be cancelled", async () => {
    await page.route("**/upload", () => {
      // Never answered.
    });
    await attach({ name: "slow.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4") });
    await expect(page.getByRole("progressbar", { name: "Uploading slow.pdf" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Send", exact: true })).toBeDisabled();
    await page.getByRole("button", { name: "Cancel the upload of slow.pdf" }).click();
    await expect(page.getByText("slow.pdf")).toHaveCount(0);
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });

  await test.step("images are shown and open in the viewer, others are rows", async () => {
    await attach(
      { name: "bowl.png", mimeType: "image/png", buffer: DOT },
      { name: "cup.png", mimeType: "image/png", buffer: DOT },
      { name: "guide.txt", mimeType: "text/plain", buffer: Buffer.from("How to") },
    );
    await expect(page.getByRole("button", { name: "Remove guide.txt" })).toBeVisible();
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(agent.messages.getByRole("link", { name: "guide.txt, 6 B" })).toBeVisible();
    await agent.messages.getByRole("button", { name: "View bowl.png" }).click();
    const viewer = page.getByRole("dialog", { name: "bowl.png" });
    await expect(viewer.getByRole("img", { name: "bowl.png" })).toBeVisible();
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("dialog", { name: "cup.png" })).toContainText("2 of 2");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(agent.messages.getByRole("button", { name: "View bowl.png" })).toBeFocused();
  });

  await test.step("dropped anywhere on the conversation", async () => {
    const files = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(["dropped"], "dropped.txt", { type: "text/plain" }));
      return transfer;
    });
    await agent.messages.dispatchEvent("drop", { dataTransfer: files });
    await expect(page.getByRole("button", { name: "Remove dropped.txt" })).toBeVisible();
  });
});
