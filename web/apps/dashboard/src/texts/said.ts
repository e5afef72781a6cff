/** A piece of a sentence; what is strong is somebody or something by name. */
export interface Piece {
  text: string;
  strong?: boolean;
}

/** A sentence in pieces: what stands in the placeholders is strong. said`${"Olive"} resolved this` */
export function said(words: TemplateStringsArray, ...names: string[]): Piece[] {
  const pieces = words.flatMap((text, i): Piece[] => {
    const name = names[i];
    return name === undefined ? [{ text }] : [{ text }, { text: name, strong: true }];
  });
  return pieces.filter(({ text }) => text !== "");
}
