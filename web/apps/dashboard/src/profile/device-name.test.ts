import { expect, it } from "vitest";
import { deviceName } from "./device-name";

it("names browser and system, or the program", () => {
  expect(
    deviceName(
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
    ),
  ).toBe("Edge on Windows");
  expect(deviceName("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")).toBe(
    "Firefox on Linux",
  );
  expect(deviceName("curl/8.1")).toBe("curl/8.1");
  expect(deviceName(null)).toBeNull();
});
