import { part } from "@pingback/ui";
import { Suspense, useEffect } from "react";
import { EarlyKeys } from "../keyboard/early-keys";
import { useKeyboard } from "../keyboard/listen";
import { useCommand } from "../keyboard/use-command";
import { useNavigate } from "../routing";
import { closeCommands, openKeys, openPalette, useShown } from "./open";

const Palette = part(() => import("./palette"));
const KeyList = part(() => import("./key-list"));

/** Whoever holds Ctrl or ⌘ may be about to press K: by then it is here. */
function loadAhead(event: KeyboardEvent) {
  if (event.key !== "Control" && event.key !== "Meta") return;
  window.removeEventListener("keydown", loadAhead);
  Palette.load();
}

/** The keys, and what can be done from every page: going somewhere, the palette, the list of keys. */
export function CommandsLayer() {
  const shown = useShown();
  const navigate = useNavigate();
  useKeyboard();
  useCommand("palette", openPalette);
  useCommand("keys", openKeys);
  useCommand("go_inbox", () => void navigate({ to: "/inbox" }));
  useCommand("go_mine", () => void navigate({ to: "/inbox", search: { tab: "mine" } }));
  useCommand("go_unassigned", () => void navigate({ to: "/inbox", search: { tab: "unassigned" } }));
  useCommand("go_all", () => void navigate({ to: "/inbox", search: { tab: "all" } }));
  useCommand("go_team", () => void navigate({ to: "/settings/team" }));
  useCommand("go_settings", () => void navigate({ to: "/settings" }));
  // Another workspace, or signed out: not with an old dialog over it.
  useEffect(() => closeCommands, []);
  useEffect(() => {
    window.addEventListener("keydown", loadAhead);
    return () => window.removeEventListener("keydown", loadAhead);
  }, []);
  return (
    <Suspense fallback={<EarlyKeys onClose={closeCommands} />}>
      {shown === "palette" && <Palette onClose={closeCommands} />}
      {shown === "keys" && <KeyList onClose={closeCommands} />}
    </Suspense>
  );
}
