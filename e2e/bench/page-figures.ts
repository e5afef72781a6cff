import type { Page } from "@playwright/test";

/** Milliseconds from the start of the navigation to the first thing painted. */
export async function firstPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done) => {
        new PerformanceObserver((list) => {
          const entry = list.getEntriesByName("first-contentful-paint")[0];
          if (entry) done(entry.startTime);
        }).observe({ type: "paint", buffered: true });
      }),
  );
}

/** Milliseconds since the start of the navigation. */
export async function sinceStart(page: Page): Promise<number> {
  return page.evaluate(() => performance.now());
}

/** KiB of scripts that came for the page itself, compressed as they came; not what an idle page fetches ahead. */
export async function scriptKiB(page: Page): Promise<number> {
  const bytes = await page.evaluate(() => {
    // The dashboard marks when it begins with what no page needs before something is pressed.
    const ahead = performance.getEntriesByName("parts-ahead")[0]?.startTime ?? Number.POSITIVE_INFINITY;
    return performance
      .getEntriesByType("resource")
      .filter(({ name, startTime }) => startTime < ahead && new URL(name).pathname.endsWith(".js"))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0);
  });
  return bytes / 1024;
}

/** Counts the KiB of scripts from now on, another server's too, of which the page does not learn the size. */
export function countScripts(page: Page): () => Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() !== "script") return;
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  return async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1024;
}

/** MiB of the page's JavaScript heap, after a collection. */
export async function heapMiB(page: Page): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  await cdp.detach();
  return usedSize / 1024 / 1024;
}

/** Scrolls an element by a step a frame for a while; how many frames a second were drawn, and the longest one in ms. */
export async function scroll(
  page: Page,
  selector: string,
  { seconds, step }: { seconds: number; step: number },
): Promise<{ frames: number; longest: number }> {
  return page.evaluate(
    ({ selector, seconds, step }) =>
      new Promise<{ frames: number; longest: number }>((done) => {
        const element = document.querySelector(selector);
        if (!element) throw new Error(`nothing to scroll at ${selector}`);
        const start = performance.now();
        let [last, frames, longest] = [start, 0, 0];
        const frame = (now: number) => {
          longest = Math.max(longest, now - last);
          last = now;
          frames += 1;
          element.scrollTop += step;
          if (now - start < seconds * 1000) requestAnimationFrame(frame);
          else done({ frames: (frames * 1000) / (now - start), longest });
        };
        requestAnimationFrame(frame);
      }),
    { selector, seconds, step },
  );
}

const CALLS = [
  "EvaluateScript",
  "FunctionCall",
  "v8.compile",
  "TimerFire",
  "EventDispatch",
  "FireIdleCallback",
];
const AFTER_A_TASK = "BlinkScheduler_PerformMicrotaskCheckpoint";
/** Paid because somebody listens: the address of each line, for the initiator of a request. */
const FOR_THE_LISTENER = "V8.CollectSourcePositions";

export const TRACED = [
  "devtools.timeline",
  "disabled-by-default-devtools.timeline",
  "v8",
  "disabled-by-default-v8.compile",
  "toplevel",
];

/**
 * Milliseconds of the main thread that a script took, from the browser's own trace: its evaluation, its callbacks
 * with the style and layout they force, and what ran after tasks from then on. The page must be at rest by then, since
 * nothing says whose promise it was. Processor time, for the machine may be busy with other things.
 */
export function mainThreadOf(trace: Buffer, script: string): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const isOwn = ({ args }: TraceEvent) => args.data?.url?.includes(script);
  const start = traceEvents.find((event) => event.name === "EvaluateScript" && isOwn(event));
  if (!start) throw new Error(`${script} did not run`);
  const later = traceEvents
    .filter(({ ph, pid, tid, ts }) => ph === "X" && pid === start.pid && tid === start.tid && ts >= start.ts)
    .sort((a, b) => a.ts - b.ts);
  // Calls lie within each other: the outermost has the time of all.
  let [total, end, endOfListener] = [0, 0, 0];
  for (const event of later) {
    const { name, ts, dur = 0, tdur = dur } = event;
    if (name === FOR_THE_LISTENER && ts < end && ts >= endOfListener) {
      total -= tdur;
      endOfListener = ts + dur;
    }
    if (ts < end || !(name === AFTER_A_TASK || (CALLS.includes(name) && isOwn(event)))) continue;
    total += tdur;
    end = ts + dur;
  }
  return total / 1000;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args: { data?: { url?: string } };
}

export function row(what: string, value: number, unit: string, target: string): void {
  console.log(`| ${what} | ${value.toFixed(value < 10 ? 1 : 0)} ${unit} | ${target} |`);
}

export function head(title: string): void {
  console.log(`\n## ${title}\n\n| measure | value | target |\n| --- | --- | --- |`);
}
