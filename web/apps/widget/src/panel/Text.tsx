import { linkify } from "../conversation/linkify";
import { each } from "../shared/plain";

/** Plain text with its addresses made into links. Text nodes only: nothing a sender wrote becomes markup. */
export function Text({ text }: { text: string }) {
  return (
    <>
      {each(linkify(text), (piece, i) =>
        piece.href ? (
          <a key={i} href={piece.href} target="_blank" rel="noopener noreferrer nofollow ugc">
            {piece.text}
          </a>
        ) : (
          piece.text
        ),
      )}
    </>
  );
}
