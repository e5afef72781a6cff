import { render } from "preact";
import { Chat } from "../conversation/chat";
import type { Bridge, PanelHandle } from "../shared/bridge";
import { NIGHT, parseHex, type Rgb, readableOn, toHex, WHITE } from "../shared/contrast";
import { adoptSheet } from "../shared/sheet";
import { App } from "./App";
import { ChatContext } from "./context";
import css from "./panel.css?inline";

/** Called by the loader when the chat is opened for the first time. */
export function mount(bridge: Bridge): PanelHandle {
  const primary = parseHex(bridge.look.primary) as Rgb;
  adoptSheet(
    bridge.root,
    `:host{--pb-link-light:${toHex(readableOn(primary, WHITE))};--pb-link-dark:${toHex(readableOn(primary, NIGHT))}}`,
  );
  adoptSheet(bridge.root, css);

  const box = document.createElement("div");
  box.className = "pingback";
  // Outside the shadow root a key's target is the host element, not our text box: a page with
  // single-key shortcuts would take what the visitor types for commands.
  for (const type of ["keydown", "keypress", "keyup"])
    box.addEventListener(type, (event) => event.stopPropagation());
  bridge.root.append(box);

  const chat = new Chat(bridge);
  const open = () => {
    bridge.launcher.hide();
    chat.show();
  };
  const close = () => {
    chat.hide();
    bridge.launcher.show(true);
  };
  render(
    <ChatContext.Provider value={chat}>
      <App onOpen={open} onClose={close} />
    </ChatContext.Provider>,
    box,
  );
  return { open };
}
