import box from "../palette/palette.module.css";
import type { Part } from "./queries";

/** A text with what was asked for marked in it. */
export function Marked({ parts }: { parts: readonly Part[] }) {
  return parts.map((part, i) =>
    part.is_match ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity
      <mark key={i} className={box.match}>
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}
