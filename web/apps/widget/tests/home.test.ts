import { describe, expect, it } from "vitest";
import { isHome } from "../src/shared/home";

const at = (page: string) => isHome("shop.example", new URL(page), "https://help.example/pingback");

describe("home", () => {
  it("is the widget's domain with its subdomains, on any port, and the server itself", () => {
    expect(at("https://shop.example/a")).toBe(true);
    expect(at("http://www.shop.example:8080/")).toBe(true);
    expect(at("https://help.example/demo")).toBe(true);
  });

  it("is nowhere else", () => {
    expect(at("https://otherwebshop.example/")).toBe(false);
    expect(at("https://myshop.example/")).toBe(false);
    expect(at("https://shop.example.net/")).toBe(false);
  });
});
