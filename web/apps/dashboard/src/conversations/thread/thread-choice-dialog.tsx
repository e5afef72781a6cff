import type { Conversation } from "@pingback/api";
import { classes, Dialog, menuStyles } from "@pingback/ui";
import { Check } from "lucide-react";
import { ListBox, ListBoxItem } from "react-aria-components";
import { LabelOptions } from "../../labels/label-options";
import { t } from "../../texts";
import { useChangeConversation, useToggleLabel } from "../actions";
import { asPriority, PRIORITY_OPTIONS, type PriorityOption } from "../priority-options";
import { SnoozeDialog } from "./snooze-dialog";

export type Choice = "labels" | "priority" | "time";

interface ChoiceDialogProps {
  conversation: Conversation;
  choice: Choice;
  onClose: () => void;
}

/** What a key or the menu opens where the pane with the same choice is not on the page. */
export default function ChoiceDialog({ conversation, choice, onClose }: ChoiceDialogProps) {
  const toggle = useToggleLabel(conversation);
  if (choice === "time") return <SnoozeDialog conversation={conversation} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      title={choice === "labels" ? t.thread.labels : t.thread.priority}
      dismissLabel={t.frame.dismiss}
      onClose={onClose}
    >
      {choice === "labels" ? (
        <LabelOptions selected={conversation.label_ids} onChange={toggle} />
      ) : (
        <PriorityOptions conversation={conversation} onChosen={onClose} />
      )}
    </Dialog>
  );
}

function PriorityOptions({ conversation, onChosen }: { conversation: Conversation; onChosen: () => void }) {
  const change = useChangeConversation(conversation);
  const current = conversation.priority ?? "none";
  return (
    <ListBox
      autoFocus
      className={menuStyles.menu ?? ""}
      aria-label={t.thread.priority}
      selectionMode="single"
      selectedKeys={[current]}
      onSelectionChange={(keys) => {
        const chosen = [...(keys as Set<PriorityOption>)][0] ?? current;
        if (chosen !== current) change.mutate({ priority: asPriority(chosen) });
        onChosen();
      }}
    >
      {PRIORITY_OPTIONS.map(({ id, label }) => (
        <ListBoxItem key={id} id={id} textValue={label} className={classes(menuStyles.item)}>
          {({ isSelected }) => (
            <>
              <span className={menuStyles.words}>{label}</span>
              {isSelected && <Check size={16} strokeWidth={1.75} className={menuStyles.check} aria-hidden />}
            </>
          )}
        </ListBoxItem>
      ))}
    </ListBox>
  );
}
