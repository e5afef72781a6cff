import { afterEach, describe, expect, it } from "vitest";
import { each, toJson } from "../src/shared/plain";

const native = { map: Array.prototype.map, stringify: JSON.stringify };

describe("on pages that replace the language's parts", () => {
  afterEach(() => {
    Array.prototype.map = native.map;
    JSON.stringify = native.stringify;
    for (const { prototype } of [Array, String, Object]) Reflect.deleteProperty(prototype, "toJSON");
    Reflect.deleteProperty(Object.prototype, "extend");
  });

  it("changes each item", () => {
    Array.prototype.map = () => [];
    const changed = each(["a", "b"], (text, at) => `${text}${at}`);
    expect(changed).toEqual(["a0", "b1"]);
  });

  it("writes what JSON.parse reads back", () => {
    const value = {
      text: 'Quotes " \\ \n \u2028 🙂 \ud800 é',
      list: [1, -2.5, true, false, null, [], {}],
      deep: { none: undefined, empty: "" },
    };
    const { none, ...deep } = value.deep;
    for (const { prototype } of [Array, String]) Object.assign(prototype, { toJSON: () => "broken" });
    Object.assign(Object.prototype, { extend: "broken" });
    JSON.stringify = () => "broken";
    const text = toJson(value);
    JSON.stringify = native.stringify;
    Reflect.deleteProperty(Object.prototype, "extend");
    for (const { prototype } of [Array, String]) Reflect.deleteProperty(prototype, "toJSON");
    expect(none).toBeUndefined();
    expect(JSON.parse(text)).toEqual({ ...value, deep });
  });

  it("writes no number that JSON does not know", () => {
    expect(toJson([Number.NaN, Number.POSITIVE_INFINITY])).toBe("[null,null]");
  });
});
