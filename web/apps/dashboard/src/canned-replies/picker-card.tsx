import { classes, menuStyles, type Popup, PopupCard } from "@pingback/ui";
import { Search } from "lucide-react";
import { useState } from "react";
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField, Text } from "react-aria-components";
import { t } from "../texts";
import type { CannedReplyPickerProps } from "./picker";
import styles from "./picker.module.css";
import { filled, searchReplies } from "./placeholders";
import { useCannedReplies } from "./queries";

export default function PickerCard({ popup, parties, onInsert }: CannedReplyPickerProps & { popup: Popup }) {
  return (
    <PopupCard popup={popup} wide placement="top start" maxHeight={380} aria-label={t.composer.canned}>
      <Options
        parties={parties}
        onInsert={(text) => {
          popup.setOpen(false);
          onInsert(text);
        }}
      />
    </PopupCard>
  );
}

function Options({ parties, onInsert }: CannedReplyPickerProps) {
  const replies = useCannedReplies();
  const [typed, setTyped] = useState("");
  const found = searchReplies(replies, typed);
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField className={styles.search ?? ""} aria-label={t.composer.findCanned} autoFocus>
        <Search size={14} strokeWidth={2} aria-hidden />
        <Input className={styles.input ?? ""} placeholder={t.composer.findCanned} maxLength={100} />
      </SearchField>
      <ListBox
        className={menuStyles.menu ?? ""}
        aria-label={t.composer.cannedList}
        selectionMode="single"
        selectedKeys={[]}
        onSelectionChange={(keys) => {
          const reply = replies.find(({ id }) => (keys as Set<string>).has(id));
          if (reply) onInsert(filled(reply.content, parties));
        }}
        renderEmptyState={() => (
          <p className={styles.empty}>
            {replies.length === 0 ? t.composer.noCanned : t.composer.noSuchCanned}
          </p>
        )}
      >
        {found.map((reply) => (
          <ListBoxItem
            key={reply.id}
            id={reply.id}
            textValue={reply.shortcut}
            className={classes(menuStyles.item, styles.option)}
          >
            <Text slot="label" className={styles.shortcut ?? ""}>
              /{reply.shortcut}
              <span className={styles.whose}>
                {reply.is_shared ? t.composer.cannedShared : t.composer.cannedOwn}
              </span>
            </Text>
            <Text slot="description" className={styles.content ?? ""}>
              {filled(reply.content, parties)}
            </Text>
          </ListBoxItem>
        ))}
      </ListBox>
    </Autocomplete>
  );
}
