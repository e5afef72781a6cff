import { render } from "preact";
import { Chat } from "../conversation/chat";
import type { Bridge, PanelBridge, PanelHandle } from "../shared/bridge";
import { NIGHT, readableOn, toHex, WHITE } from "../shared/contrast";
import { directionOf } from "../shared/locale";
import { readLook } from "../shared/look";
import { adoptSheet } from "../shared/sheet";
import { effect } from "../shared/signal";
import { chooseLanguage, language } from "../texts";
import { App } from "./App";
import { ChatContext } from "./context";
import css from "./panel.css?inline";

const dressed = new WeakSet<ShadowRoot>();

/** Once for each root: after a reset the panel is mounted again. */
function dress({ root, look }: PanelBridge): void {
  if (dressed.has(root)) return;
  dressed.add(root);
  adoptSheet(
    root,
    `:host{--pb-link-light:${toHex(readableOn(look.primary, WHITE))};--pb-link-dark:${toHex(readableOn(look.primary, NIGHT))}}`,
  );
  adoptSheet(root, css);
}

/** Called by the loader when the chat is opened for the first time. */
export async function mount(given: Bridge): Promise<PanelHandle> {
  const bridge = { ...given, look: readLook(given.answer) };
  await chooseLanguage(bridge.language);
  dress(bridge);
  const box = document.createElement("div");
  box.className = "pingback";
  effect(() => {
    box.lang = language.value;
    box.dir = directionOf(language.value);
  });
  // Outside the shadow root a key's target is the host element, not our text box: a page with
  // single-key shortcuts would take what the visitor types for commands.
  for (const type of ["keydown", "keypress", "keyup"])
    box.addEventListener(type, (event) => event.stopPropagation());
  bridge.root.append(box);

  const chat = new Chat(bridge);
  const close = () => {
    if (!chat.open.value) return;
    chat.hide();
    bridge.launcher.show();
  };
  render(
    <ChatContext.Provider value={chat}>
      <App onClose={close} />
    </ChatContext.Provider>,
    box,
  );
  return {
    open: (toThread) => {
      if (toThread) chat.enter();
      bridge.launcher.hide();
      chat.show();
    },
    close,
    wake: () => chat.wake(),
    identify: (jwt) => void chat.identify(jwt),
    setLanguage: (wanted) => void chooseLanguage(wanted),
    destroy: () => {
      chat.end();
      render(null, box);
      box.remove();
    },
  };
}
