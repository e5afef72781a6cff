import { type KeyboardEvent, type MouseEvent, type RefObject, useId, useRef, useState } from "react";

/** What a card needs to know of the button that opens it. */
export interface Popup {
  /** The button's id: the card is named by it. */
  id: string;
  button: RefObject<HTMLButtonElement | null>;
  isOpen: boolean;
  setOpen: (open: boolean) => void;
  /** Where a keyboard starts; a pointer starts at what is chosen. */
  start: "first" | "last" | true;
}

/**
 * A button that opens a menu, a list or a dialog. The button is plain and on the page from the beginning; what
 * it opens may come later, and is fetched as soon as the button is pointed at or focused.
 */
export function usePopup(kind: "menu" | "listbox" | "dialog", load?: () => void) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [start, setStart] = useState<Popup["start"]>(true);
  const [wasOpened, setOpened] = useState(false);
  if (isOpen && !wasOpened) setOpened(true);

  const open = (from: Popup["start"]) => {
    // Safari gives buttons no focus when they are clicked, and the card gives it back to where it was.
    button.current?.focus({ preventScroll: true });
    setStart(from);
    setOpen(true);
  };
  const popup: Popup = { id, button, isOpen, setOpen, start };
  const trigger = {
    ref: button,
    id,
    "aria-haspopup": kind,
    "aria-expanded": isOpen,
    onPointerEnter: load,
    onFocus: load,
    onClick: (event: MouseEvent) => {
      if (isOpen) setOpen(false);
      // A keyboard's click has no count.
      else open(event.detail === 0 ? "first" : true);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (kind === "dialog" || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
      event.preventDefault();
      event.stopPropagation();
      open(event.key === "ArrowDown" ? "first" : "last");
    },
  };
  return { popup, trigger, wasOpened };
}
