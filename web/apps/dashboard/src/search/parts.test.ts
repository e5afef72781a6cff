import { expect, it } from "vitest";
import { partsOf } from "./parts";

const marked = (text: string, q: string) =>
  partsOf(text, q)
    .map((part) => (part.is_match ? `[${part.text}]` : part.text))
    .join("");

it("marks the beginnings of words, in any case", () => {
  expect(marked("Marta Jansen", "mar jan")).toBe("[Mar]ta [Jan]sen");
  expect(marked("marta.jansen@example.com", "Jansen@")).toBe("marta.[jansen]@example.com");
  expect(marked("Tamara", "mar")).toBe("Tamara");
  expect(marked("Żaneta Ö", "ż ö")).toBe("[Ż]aneta [Ö]");
});

it("takes what is typed as text, never as a pattern", () => {
  expect(marked("a.b", ".*")).toBe("a.b");
  expect(marked("Ada", "")).toBe("Ada");
});
