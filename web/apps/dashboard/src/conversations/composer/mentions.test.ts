import { describe, expect, it } from "vitest";
import { handleOf, mentionPieces, mentionsIn } from "./mentions";

const olive = { user_id: "1", name: "Olive Hart" };
const ada = { user_id: "2", name: "Ada Byron" };
const otherAda = { user_id: "3", name: "Ada Lindqvist" };
const all = [olive, ada, otherAda];

describe("a mention", () => {
  it("is written with the first name, or the whole one where two have the same", () => {
    expect(handleOf(olive, all)).toBe("Olive");
    expect(handleOf(ada, all)).toBe("Ada Byron");
  });

  it("is found in what was written, whether chosen or typed", () => {
    expect(mentionsIn("@Olive three left", all)).toEqual(["1"]);
    expect(mentionsIn("ask @olive hart, or @Ada Lindqvist.", all)).toEqual(["1", "3"]);
    expect(mentionsIn("@Oliver and olive@Olive.example", all)).toEqual([]);
    expect(mentionsIn("@Ada?", all)).toEqual([]);
  });

  it("is strong in the note", () => {
    const strong = (text: string, ...who: typeof all) =>
      mentionPieces(text, who)
        .filter((piece) => piece.strong)
        .map((piece) => piece.text);
    expect(strong("@Olive three left", olive)).toEqual(["@Olive"]);
    expect(strong("@Olive Hart and @olive", olive)).toEqual(["@Olive Hart", "@olive"]);
    expect(strong("@Olive three left")).toEqual([]);
    expect(mentionPieces("for @Olive", [olive])).toEqual([
      { text: "for ", at: 0 },
      { text: "@Olive", strong: true, at: 4 },
    ]);
  });
});
