import { execFileSync } from "node:child_process";
import { expect } from "@playwright/test";
import { Dashboard } from "../support/dashboard.ts";
import { openWorkspace, PASSWORD } from "../support/people.ts";
import { test } from "../support/test.ts";
import { firstPaint, head, heapMiB, row, scriptKiB, scroll, sinceStart } from "./page-figures.ts";

const CONVERSATIONS = 100_000;
const BENCH = process.env.PINGBACK_BENCH_PROGRAM;

test("the dashboard, over a hundred thousand conversations", async ({ browser, installation }) => {
  if (!BENCH) throw new Error("PINGBACK_BENCH_PROGRAM is not set: the program that fills the database");
  const { store, serve } = await installation();
  const server = await serve();
  const { id, owner } = await openWorkspace(server, "Halden Goods");
  await server.stop();
  execFileSync(BENCH, ["--fill", `${CONVERSATIONS}`, "--data", store.folder, "--business", id]);
  await server.launch();

  head(`Dashboard, ${CONVERSATIONS.toLocaleString("en")} conversations`);
  const context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  const dashboard = new Dashboard(page);

  await page.goto("/sign-in");
  await expect(page.getByRole("textbox", { name: "Email" })).toBeVisible();
  row("sign-in, first paint", await firstPaint(page), "ms", "-");
  row("sign-in, usable", await sinceStart(page), "ms", "-");
  await page.waitForLoadState("networkidle");
  row("sign-in, script (compressed)", await scriptKiB(page), "KiB", "at most 200");

  await dashboard.signIn({ email: owner.email, password: PASSWORD });
  await dashboard.isLive();
  await page.goto("/inbox");
  const rows = page.getByRole("list", { name: "Conversations" }).getByRole("listitem");
  await expect(rows.first()).toBeVisible();
  row("inbox, first paint", await firstPaint(page), "ms", "-");
  row("inbox, first row there", await sinceStart(page), "ms", "-");
  await page.waitForLoadState("networkidle");
  row("inbox, script (compressed)", await scriptKiB(page), "KiB", "at most 200");
  row("inbox, heap", await heapMiB(page), "MiB", "-");

  await page
    .getByRole("list", { name: "Conversations" })
    .evaluate((list) => list.parentElement?.setAttribute("data-scroller", ""));
  const { frames, longest } = await scroll(page, "[data-scroller]", { seconds: 6, step: 40 });
  row("scrolling, frames a second", frames, "", "60");
  row("scrolling, longest frame", longest, "ms", "-");
  row("after scrolling, heap", await heapMiB(page), "MiB", "-");

  // Opened before, so that it is painted from what is known.
  await page.goto("/inbox");
  const open = async (n: number) => {
    await rows.nth(n).getByRole("link").click();
    await expect(page.getByRole("log", { name: "Messages" })).toBeVisible();
  };
  const times: number[] = [];
  await open(0);
  await open(1);
  for (let n = 0; n < 20; n += 1) {
    const link = rows.nth(n % 2).getByRole("link");
    times.push(
      await link.evaluate(
        (element: HTMLElement) =>
          new Promise<number>((done) => {
            const start = performance.now();
            const said = element.textContent?.match(/Order \d+/)?.[0] ?? "";
            const isThere = () => document.querySelector('[role="log"]')?.textContent?.includes(said);
            const painted = () => {
              if (!isThere()) requestAnimationFrame(painted);
              // This frame shows it, and is over when the next task runs.
              else setTimeout(() => done(performance.now() - start));
            };
            element.click();
            requestAnimationFrame(painted);
          }),
      ),
    );
  }
  times.sort((a, b) => a - b);
  row("opening a known conversation, median", times[10] ?? Number.NaN, "ms", "under 50");
  row("opening a known conversation, slowest of 20", times.at(-1) ?? Number.NaN, "ms", "-");
  await context.close();
});
