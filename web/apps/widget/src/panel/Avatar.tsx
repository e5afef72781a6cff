import { useState } from "preact/hooks";
import { initialsOf, tintOf } from "../shared/initials";
import { addressOn } from "./addresses";
import { useChat } from "./context";

/** A face, or initials where there is none or it does not load. Always beside the name, so hidden from readers. */
export function Avatar({ name, url, size }: { name: string; url: string | null; size: "s" | "m" | "l" }) {
  const [broken, setBroken] = useState(false);
  const address = addressOn(useChat().bridge.server, url);
  return (
    <span class={`avatar avatar-${size} tint-${tintOf(name)}`} aria-hidden="true">
      {address && !broken ? (
        <img src={address} alt="" referrerpolicy="no-referrer" onError={() => setBroken(true)} />
      ) : (
        initialsOf(name)
      )}
    </span>
  );
}
