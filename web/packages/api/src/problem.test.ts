import { expect, it } from "vitest";
import { Problem } from "./problem";

it("turns pointers into field names", () => {
  const problem = new Problem(422, {
    title: "Unprocessable Content",
    status: 422,
    detail: "The input does not validate.",
    errors: [{ pointer: "/password", detail: "Use 8 characters or more." }],
  });
  expect(problem.fields).toEqual({ password: "Use 8 characters or more." });
  expect(problem.message).toBe("The input does not validate.");
});

it("keeps the members of plan errors", () => {
  const problem = new Problem(402, {
    detail: "Upgrade",
    error: "limit_exceeded",
    feature: "agents",
    limit: 2,
  });
  expect(problem.feature).toBe("agents");
  expect(problem.members.limit).toBe(2);
});

it("says something for an answer that is no problem document", () => {
  expect(new Problem(500, "<html>").detail).toBe("The server answered 500.");
  expect(new Problem(429, {}, "12").retryAfter).toBe(12);
  expect(new Problem(429, {}, null).retryAfter).toBeNull();
});
