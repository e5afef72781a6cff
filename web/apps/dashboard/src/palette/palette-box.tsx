import type { Conversation } from "@pingback/api";
import { Search } from "lucide-react";
import type { KeyboardEvent } from "react";
import {
  Autocomplete,
  Button,
  Collection,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  TextField,
} from "react-aria-components";
import { customerName } from "../conversations/customer-name";
import { Keys } from "../keyboard/keys";
import { palette } from "../texts/palette";
import { type Entry, groupsOf, type Line } from "./entry";
import styles from "./palette.module.css";

export interface PaletteBoxProps {
  entries: readonly Entry[];
  text: string;
  onText: (text: string) => void;
  state: "searching" | "failed" | "done";
  scope?: { conversation: Conversation; onLeave: () => void };
  onClose: () => void;
}

/** The field and the lines below it: arrows move through the lines while the field keeps the focus. */
export function PaletteBox({ entries, text, onText, state, scope, onClose }: PaletteBoxProps) {
  const groups = groupsOf(entries, text);
  const name = scope && palette.scope(scope.conversation.number, customerName(scope.conversation));

  const onKeyDown = (event: KeyboardEvent) => {
    const leaves = event.key === "Tab" ? !event.shiftKey : event.key === "Backspace" && text === "";
    if (!scope || !leaves) return;
    event.preventDefault();
    event.stopPropagation();
    scope.onLeave();
  };

  return (
    <Autocomplete inputValue={text} onInputChange={onText}>
      <div className={styles.head}>
        <Search size={18} strokeWidth={1.75} aria-hidden />
        {scope && (
          <Button
            className={styles.scope ?? ""}
            aria-label={`${name}: ${palette.leaveScope}`}
            onPress={scope.onLeave}
          >
            {name}
          </Button>
        )}
        <TextField className={styles.field ?? ""} aria-label={palette.name} autoFocus>
          <Input
            role="combobox"
            aria-expanded
            aria-haspopup="listbox"
            className={styles.input ?? ""}
            placeholder={scope ? palette.placeholderIn : palette.placeholder}
            maxLength={200}
            onKeyDown={onKeyDown}
          />
        </TextField>
        <Button className={styles.close ?? ""} aria-label="Esc" onPress={onClose}>
          <Keys keys="Escape" />
        </Button>
      </div>
      <ListBox
        className={styles.list ?? ""}
        aria-label={palette.results}
        items={groups}
        selectionMode="none"
        onAction={(key) => {
          const line = groups.flatMap((g) => g.lines).find(({ id }) => id === key);
          if (!line) return;
          onClose();
          // The dialog gives the focus back first; what opens next takes it from there.
          setTimeout(line.run);
        }}
        renderEmptyState={() => (
          <p className={styles.empty}>
            {state === "searching" ? `${palette.searching}…` : palette.nothing(text.trim())}
          </p>
        )}
      >
        {(group) => (
          <ListBoxSection id={group.id} className={styles.section ?? ""}>
            <Header className={styles.title ?? ""}>{palette.sections[group.id]}</Header>
            <Collection items={group.lines}>{(line) => <PaletteLine line={line} />}</Collection>
          </ListBoxSection>
        )}
      </ListBox>
      <p role="status" className={state === "failed" ? styles.failed : "visually-hidden"}>
        {state === "failed" && palette.searchFailed}
      </p>
    </Autocomplete>
  );
}

function PaletteLine({ line }: { line: Line }) {
  return (
    <ListBoxItem id={line.id} textValue={line.title} className={styles.line ?? ""}>
      <span className={styles.icon}>{line.icon}</span>
      <span className={styles.words}>
        {line.parts.map((part, i) =>
          part.isMatch ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity
            <mark key={i} className={styles.match}>
              {part.text}
            </mark>
          ) : (
            part.text
          ),
        )}
      </span>
      {line.end && <span className={styles.end}>{line.end}</span>}
      {line.keys && <Keys keys={line.keys} />}
    </ListBoxItem>
  );
}
