import { test } from "../support/test.ts";
import { openStage, SCENES, setScene } from "../support/tour.ts";

const DEVICES = [
  { name: "light", colorScheme: "light", viewport: { width: 1440, height: 900 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1440, height: 900 } },
  { name: "phone", colorScheme: "light", viewport: { width: 390, height: 844 } },
] as const;

for (const { name: device, colorScheme, viewport } of DEVICES) {
  test(`pictures of every page, ${device}`, async ({ browser, server, site }) => {
    const people = await setScene(server);
    const stage = await openStage(browser, server, site, people, { colorScheme, viewport });
    for (const { name, show } of SCENES) {
      const page = await show(stage);
      await page.screenshot({ path: `results/screens/${name}-${device}.png`, animations: "disabled" });
    }
    await stage.close();
  });
}
