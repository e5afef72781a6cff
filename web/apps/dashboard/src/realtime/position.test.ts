import { describe, expect, it } from "vitest";
import { advance, judge, type Position } from "./position";

const at: Position = { epoch: "e1", seq: 10 };

describe("the position in the log", () => {
  it("drops what it already had", () => {
    expect(judge(at, { seq: 10, epoch: "e1" })).toBe("repeated");
    expect(judge(at, { seq: 3, epoch: "e1" })).toBe("repeated");
  });

  it("applies what is new, gaps included: others' events are not sent to us", () => {
    expect(judge(at, { seq: 11, epoch: "e1" })).toBe("apply");
    expect(judge(at, { seq: 500, epoch: "e1" })).toBe("apply");
  });

  it("applies events that are not durable", () => {
    expect(judge(at, {})).toBe("apply");
  });

  it("applies anything before it knows where it is", () => {
    expect(judge(null, { seq: 1, epoch: "e1" })).toBe("apply");
  });

  it("notices that the log was restored", () => {
    expect(judge(at, { seq: 4, epoch: "e2" })).toBe("other-epoch");
  });

  it("moves forward only", () => {
    expect(advance(at, { seq: 12, epoch: "e1" })).toEqual({ epoch: "e1", seq: 12 });
    expect(advance(at, { seq: 7, epoch: "e1" })).toEqual(at);
    expect(advance(at, {})).toEqual(at);
    expect(advance(null, { seq: 7, epoch: "e1" })).toEqual({ epoch: "e1", seq: 7 });
  });
});
