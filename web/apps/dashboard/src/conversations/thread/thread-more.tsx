import type { Conversation } from "@pingback/api";
import { IconButton, part, usePopup } from "@pingback/ui";
import { Ellipsis } from "lucide-react";
import { Suspense } from "react";
import { useCommand } from "../../keyboard/use-command";
import { t } from "../../texts";
import { useMarkUnread } from "../actions";
import type { Choice } from "./thread-choice-dialog";
import { useThreadState } from "./thread-state";

const MoreItems = part(() => import("./more-items"));

export interface MoreMenuProps {
  conversation: Conversation;
  phone: boolean;
  onChoose: (choice: Choice) => void;
  onDetails: () => void;
}

/** What is done less often; on a phone, everything there is no room for. */
export function MoreMenu(props: MoreMenuProps) {
  const { conversation, onChoose } = props;
  const { popup, trigger, wasOpened } = usePopup("menu", MoreItems.load);
  const unread = useMarkUnread(conversation);
  const { keepUnread } = useThreadState();
  const newest = conversation.messages.findLast((m) => m.sender_type === "customer");
  const markUnread = () => {
    if (!newest) return;
    // First, or the page would read it again as soon as the server says that it is not.
    keepUnread(newest.id);
    unread.mutate(undefined, { onError: () => keepUnread(null) });
  };
  useCommand("unread", markUnread, newest !== undefined);
  useCommand("labels", () => onChoose("labels"));
  useCommand("priority", () => onChoose("priority"));
  return (
    <>
      <IconButton {...trigger} label={t.thread.more}>
        <Ellipsis size={18} strokeWidth={1.75} />
      </IconButton>
      <Suspense>
        {wasOpened && <MoreItems {...props} popup={popup} onUnread={newest ? markUnread : null} />}
      </Suspense>
    </>
  );
}
