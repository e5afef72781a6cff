import type { Member, Widget } from "@pingback/api";
import { describe, expect, it } from "vitest";
import { paintOf } from "./colour";
import { changedOf, changeOf, configWith, fieldsOf } from "./fields";
import { filledIn, handingOver, places, policy, signers } from "./guide";
import { shownOf, viewsOf } from "./shown";
import { snippetFor } from "./snippet";

const config = (keys: Record<string, unknown>) => keys as Widget["config"];

const widget: Widget = {
  id: "w1",
  business_id: "b1",
  name: "PingBack Support",
  domain: "shop.example",
  welcome_heading: "Hi there!",
  welcome_tagline: "",
  primary_color: "#7650FF",
  show_online_badge: true,
  logo_url: null,
  config: config({ theirs: [1], offset_x: 40, pre_chat: { is_on: true, phone: 7 } }),
  created_at: "2026-11-24T12:00:00Z",
  updated_at: "2026-11-24T12:00:00Z",
  answers_by_email: false,
  seen_at: null,
};

it("the snippet is the documented one", () => {
  expect(snippetFor("0193a1c2", "https://support.example.com")).toBe(
    '<script>window.PingBackWidgetId = "0193a1c2";</script>\n' +
      '<script src="https://support.example.com/widget.js" async></script>',
  );
});

describe("the fields", () => {
  it("have the widget's defaults where the configuration is silent or odd", () => {
    const fields = fieldsOf({
      ...widget,
      config: config({ position: "top", pre_chat: [], rating: "no" }),
    });
    expect(fields).toMatchObject({
      position: "right",
      offset_x: "24",
      asks_first: false,
      ask_email: "off",
      rating: true,
      ask_email_when_away: true,
      locale: "auto",
      logo_url: "",
    });
  });

  it("that are typed back are no change", () => {
    expect(changedOf(widget, { name: "PingBack Support", offset_x: "40", logo_url: "" })).toEqual({});
    expect(changeOf(widget, { name: "PingBack Support" })).toEqual({});
  });

  it("are saved beside what the website keeps in the configuration", () => {
    expect(changeOf(widget, { launcher_text: " Ask us ", offset_y: "", ask_email: "required" })).toEqual({
      config: {
        theirs: [1],
        offset_x: 40,
        offset_y: 24,
        launcher_text: "Ask us",
        pre_chat: { is_on: true, phone: 7, email: "required" },
      },
    });
  });

  it("of the widget itself leave the configuration alone", () => {
    expect(changeOf(widget, { welcome_heading: "Hello ", logo_url: "https://shop.example/l.png" })).toEqual({
      welcome_heading: "Hello",
      logo_url: "https://shop.example/l.png",
    });
    const withLogo = { ...widget, logo_url: "https://shop.example/l.png" };
    expect(changeOf(withLogo, { logo_url: " " })).toEqual({ logo_url: null });
  });

  it("leave it to the server to say what is no number of pixels", () => {
    expect(configWith({}, { offset_x: "far", offset_y: "1e3" })).toEqual({ offset_x: "far", offset_y: 1000 });
  });
});

it("a colour that neither white nor black reads on is moved, others are not", () => {
  expect(paintOf("#7650ff")).toMatchObject({ shown: "#7650FF", isMoved: false, text: "white" });
  expect(paintOf("#FFE066")).toMatchObject({ isMoved: false, text: "black" });
  const moved = paintOf("#6B7C8A");
  expect(moved).toMatchObject({ isMoved: true });
  expect(moved?.ratio).toBeLessThan(4.5);
  expect(paintOf(moved?.shown ?? "")).toMatchObject({ isMoved: false });
  expect(paintOf("violet")).toBeNull();
});

describe("the preview", () => {
  const members = [
    { name: "Ada Byron", is_active: true, avatar_url: null },
    { name: "Paul Olsen", is_active: false, avatar_url: null },
  ] as unknown as Member[];

  it("is told what the server would tell, with the last colour that was one", () => {
    expect(shownOf(widget, { primary_color: "#76", welcome_heading: "Hello" }, members)).toMatchObject({
      primary_color: "#7650FF",
      welcome_heading: "Hello",
      logo_url: null,
      answers_by_email: false,
      team: [{ name: "Ada", avatar_url: null }],
    });
  });

  it("offers only what there is", () => {
    expect(viewsOf(fieldsOf(widget))).toEqual(["closed", "home", "chat", "away", "rating"]);
    expect(viewsOf({ ...fieldsOf(widget), ask_name: "optional", rating: false })).toEqual([
      "closed",
      "home",
      "form",
      "chat",
      "away",
    ]);
  });
});

describe("the guide", () => {
  it("has every place, with the code where there is one", () => {
    expect(places.map(({ name, code }) => [name, code !== null])).toEqual([
      ["Plain HTML", false],
      ["React", true],
      ["Vue", true],
      ["WordPress", true],
      ["Google Tag Manager", false],
    ]);
    expect(places[3]?.before).toBe("In the theme's `functions.php`, or in a plugin for snippets:");
    expect(places[3]?.after).toMatch(/^Plugins that merge scripts/);
    for (const { code } of places) if (code) expect(code).toContain("YOUR_WIDGET_ID");
  });

  it("signs in every language", () => {
    expect(signers.map(({ name }) => name)).toEqual(["Node", "Python", "PHP", "Ruby", "Rust"]);
    for (const { code } of signers) expect(code).toMatch(/exp|expiresIn/);
    expect(handingOver).toContain('PingBack("identify"');
  });

  it("is filled in for this server", () => {
    expect(filledIn(policy, "w1", "https://help.shop.example")).toContain(
      "connect-src https://help.shop.example wss://help.shop.example;",
    );
    expect(filledIn(places[1]?.code ?? "", "w1", "http://127.0.0.1:8000")).toMatch(
      /http:\/\/127\.0\.0\.1:8000\/widget\.js[\s\S]*<Chat widgetId="w1" \/>/,
    );
  });
});
