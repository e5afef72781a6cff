import { beforeEach, expect, it } from "vitest";
import { Chat } from "../src/conversation/chat";
import type { LauncherHandle, PanelBridge } from "../src/shared/bridge";
import { readLook } from "../src/shared/look";

const launcher: LauncherHandle = {
  setUnread() {},
  setOnline() {},
  setPreview() {},
  hide() {},
  show() {},
  reset() {},
  tell() {},
};

const chat = (): Chat =>
  new Chat({
    server: "https://s.example",
    widgetId: "w",
    language: "en",
    answer: {},
    look: readLook({}),
    launcher,
  } as unknown as PanelBridge);

const keep = (clientId: string, state: string): void =>
  localStorage.setItem(
    `pingback.w.out.${clientId}`,
    JSON.stringify({ content: "Hi", attachments: [], createdAt: "2026-01-01T10:00:00Z", state, reason: "" }),
  );

const tellOf = (clientId: string): boolean =>
  dispatchEvent(Object.assign(new Event("storage"), { key: `pingback.w.out.${clientId}`, newValue: "x" }));

beforeEach(() => localStorage.clear());

it("keeps a closed conversation in view while a refused message waits for the visitor", () => {
  keep("k", "failed");
  const one = chat();
  one.adopt({ id: "c", status: "closed" }, []);
  tellOf("k");
  expect(one.conversation.value).toEqual({ id: "c", status: "closed" });
  expect(one.outbox.items.value).toHaveLength(1);
  one.end();
});

it("leaves a closed conversation behind where something else goes out, here or in another tab", () => {
  keep("k", "failed");
  const other = chat();
  other.adopt({ id: "c", status: "closed" }, []);
  keep("l", "waiting");
  const own = chat();
  own.adopt({ id: "c", status: "closed" }, []);
  expect(own.conversation.value).toBeNull();
  own.end();

  tellOf("l");
  expect(other.conversation.value).toBeNull();
  other.end();
});
