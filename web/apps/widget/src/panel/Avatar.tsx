import { useState } from "preact/hooks";
import { addressOn } from "./addresses";
import { useChat } from "./context";
import { initialsOf } from "./format";

const TINTS = 7;

function tintOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) as number)) % 9973;
  return sum % TINTS;
}

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
