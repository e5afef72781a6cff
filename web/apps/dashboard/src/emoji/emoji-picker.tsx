import { Search } from "lucide-react";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { Input, SearchField, type SearchFieldProps } from "react-aria-components";
import { t } from "../texts";
import styles from "./emoji-picker.module.css";
import { noteEmoji, recentEmoji } from "./recent";
import { type Emoji, GROUPS, searchEmoji } from "./search";

type FieldPress = Parameters<NonNullable<SearchFieldProps["onKeyDown"]>>[0];

interface Shelf {
  id: string;
  title: string;
  emoji: readonly Emoji[];
}

/** A field that searches, and the characters in groups; the arrow keys walk through them row by row. */
export function EmojiPicker({ onPick }: { onPick: (character: string) => void }) {
  const [typed, setTyped] = useState("");
  const shelves = useShelves(typed);
  const grid = useRef<HTMLDivElement>(null);

  const pick = (character: string) => {
    noteEmoji(character);
    onPick(character);
  };
  const toGrid = (event: FieldPress) => {
    const first = grid.current?.querySelector("button");
    if (first && event.key === "ArrowDown") first.focus();
    else if (first && event.key === "Enter" && typed) first.click();
    // React Aria keeps what is not let on, and Escape must reach the popover.
    else return event.continuePropagation();
    event.preventDefault();
  };
  return (
    <>
      <SearchField
        className={styles.search ?? ""}
        aria-label={t.composer.findEmoji}
        value={typed}
        onChange={setTyped}
        onKeyDown={toGrid}
        autoFocus
      >
        <Search size={14} strokeWidth={2} aria-hidden />
        <Input className={styles.input ?? ""} placeholder={t.composer.findEmoji} maxLength={50} />
      </SearchField>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons in it are what is pressed */}
      <div ref={grid} className={styles.shelves} onKeyDown={walk}>
        {shelves.map((shelf, i) => (
          <section key={shelf.id} aria-label={shelf.title}>
            <h3 className={styles.title}>{shelf.title}</h3>
            <div className={styles.grid}>
              {shelf.emoji.map(({ character, name }, j) => (
                <button
                  key={character}
                  type="button"
                  className={styles.emoji}
                  aria-label={name}
                  title={name}
                  // One stop for the tab key; the arrows do the rest.
                  tabIndex={i === 0 && j === 0 ? 0 : -1}
                  onClick={() => pick(character)}
                >
                  {character}
                </button>
              ))}
            </div>
          </section>
        ))}
        {shelves.length === 0 && <p className={styles.none}>{t.composer.noEmoji}</p>}
      </div>
    </>
  );
}

function useShelves(typed: string): Shelf[] {
  return useMemo(() => {
    if (typed.trim()) {
      const emoji = searchEmoji(typed);
      return emoji.length > 0 ? [{ id: "found", title: t.composer.emoji, emoji }] : [];
    }
    const used = recentEmoji();
    const all = GROUPS.flatMap(({ emoji }) => emoji);
    const recent = used.flatMap((character) => all.find((one) => one.character === character) ?? []);
    const shelves = GROUPS.map(({ id, emoji }) => ({ id, title: t.composer.emojiGroups[id], emoji }));
    return recent.length === 0
      ? shelves
      : [{ id: "recent", title: t.composer.recentEmoji, emoji: recent }, ...shelves];
  }, [typed]);
}

/** Left and right to the neighbour; up and down to the nearest in the next row, over the titles too. */
function walk(event: KeyboardEvent<HTMLDivElement>) {
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  const next = at < 0 ? null : neighbour(buttons, at, event.key);
  if (next === null) return;
  event.preventDefault();
  next?.focus();
}

/** Null where the key moves nothing, undefined where there is nobody that way. */
function neighbour(buttons: HTMLButtonElement[], at: number, key: string) {
  switch (key) {
    case "ArrowLeft":
      return buttons[at - 1];
    case "ArrowRight":
      return buttons[at + 1];
    case "ArrowDown":
      return nearest(buttons.slice(at));
    case "ArrowUp":
      return nearest(buttons.slice(0, at + 1).reverse());
    case "Home":
      return buttons[0];
    case "End":
      return buttons.at(-1);
    default:
      return null;
  }
}

/** Of the row that comes after the first one's, the one right above or below it. */
function nearest([here, ...others]: HTMLButtonElement[]): HTMLButtonElement | undefined {
  if (!here) return undefined;
  const place = (button: HTMLButtonElement) => button.getBoundingClientRect();
  const { top, left } = place(here);
  const away = (button: HTMLButtonElement) => Math.abs(place(button).left - left);
  const next = others.find((button) => Math.abs(place(button).top - top) > 4);
  if (!next) return undefined;
  const row = others.filter((button) => Math.abs(place(button).top - place(next).top) < 4);
  return row.sort((a, b) => away(a) - away(b))[0];
}
