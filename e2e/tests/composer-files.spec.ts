import { openDesk } from "../support/inbox.ts";
import { slowUploads } from "../support/network.ts";
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
    // Until the server has it, it is drawn as what is being sent, and its pictures with it.
    await expect(agent.messages.getByText("Sent", { exact: true })).toBeVisible();
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

test("a pasted picture is attached, pasted text is text", async ({ dashboardOf, server }) => {
  const { james } = await openDesk(server);
  const agent = await dashboardOf(james, "/inbox/1");
  const { page } = agent;
  /** Whether the browser is left to put the text in itself. */
  const paste = (texts: Record<string, string>, picture = DOT.toString("base64")) =>
    agent.reply.evaluate(
      (area, { texts, picture }) => {
        const clipboardData = new DataTransfer();
        for (const [type, text] of Object.entries(texts)) clipboardData.setData(type, text);
        const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
        clipboardData.items.add(new File([bytes], "image.png", { type: "image/png" }));
        return area.dispatchEvent(
          new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
        );
      },
      { texts, picture },
    );

  await test.step("a spreadsheet brings a picture of its cells, and the cells are meant", async () => {
    expect(await paste({ "text/plain": "Osprey\t2", "text/html": "<table></table>" })).toBe(true);
    await expect(page.getByText("image.png")).toHaveCount(0);
  });

  await test.step("a picture, also one copied from a page", async () => {
    expect(await paste({ "text/html": "<img src='https://example.com/a.png'>" })).toBe(false);
    await expect(page.getByRole("button", { name: "Remove image.png" })).toBeVisible();
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(agent.messages.getByRole("button", { name: "View image.png" })).toBeVisible();
  });
});

test("a bar tells how far a file has gone", async ({ dashboardOf, server }) => {
  const { james } = await openDesk(server);
  const { page } = await dashboardOf(james, "/inbox/1");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach a file" }).click();
  await page.evaluate(() => {
    const shares: number[] = [];
    Object.assign(window, { shares });
    new MutationObserver(() => {
      const bar = document.querySelector("[role=progressbar][aria-label='Uploading guide.pdf']");
      if (bar) shares.push(Number(bar.getAttribute("aria-valuenow")));
    }).observe(document.body, { childList: true, subtree: true, attributes: true });
  });
  await slowUploads(page, 400_000);
  const buffer = Buffer.alloc(600_000, "%PDF-1.4 ");
  await (await chooser).setFiles([{ name: "guide.pdf", mimeType: "application/pdf", buffer }]);
  await expect(page.getByRole("button", { name: "Remove guide.pdf" })).toBeVisible();
  const shares = await page.evaluate(() => (window as unknown as { shares: number[] }).shares);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(new Set(shares.filter((share) => share > 0 && share < 100)).size).toBeGreaterThan(1);
});
