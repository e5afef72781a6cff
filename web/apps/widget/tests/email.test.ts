import { describe, expect, it } from "vitest";
import { emailFault } from "../src/conversation/email";

describe("email", () => {
  it.each([
    ["", "empty"],
    ["lea", "noAt"],
    ["lea@", "noAt"],
    ["lea martin@example.com", "noAt"],
    ["lea.martin@example", "noEnding"],
    ["lea@example.", "noEnding"],
    ["lea@.com", "noEnding"],
    ["lea.martin@example.com", null],
    [" lea+x@mail.example.co.uk ", null],
  ])("%s: %s", (text, fault) => {
    expect(emailFault(text)).toBe(fault);
  });
});
