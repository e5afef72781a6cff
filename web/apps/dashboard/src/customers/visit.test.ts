import { describe, expect, it } from "vitest";
import { isWebAddress, placeOf } from "./visit";

describe("a visit", () => {
  it("is somewhere", () => {
    expect(placeOf("America/Sao_Paulo")).toBe("Sao Paulo");
    expect(placeOf("UTC")).toBe("UTC");
  });

  it("links web addresses only, whatever the page claimed", () => {
    expect(isWebAddress("https://kestrel.example/bikes?x=1")).toBe(true);
    expect(isWebAddress("javascript:alert(1)")).toBe(false);
    expect(isWebAddress("data:text/html,x")).toBe(false);
    expect(isWebAddress("/bikes")).toBe(false);
  });
});
