import type { Conversation } from "@pingback/api";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { useMe } from "../accounts/me";
import { threadQuery } from "../conversations/queries";
import { takeEarlyKeys } from "../keyboard/early-keys";
import { Keys } from "../keyboard/keys";
import { Link, useParam } from "../routing";
import { palette } from "../texts/palette";
import { useAssignEntries, useCommandEntries, useLabelEntries } from "./conversation-entries";
import type { Entry } from "./entry";
import { useFoundEntries, useGoEntries, useStatusEntries, useThemeEntries } from "./general-entries";
import styles from "./palette.module.css";
import { PaletteBox } from "./palette-box";

/** Everything that can be done or found, by typing. With a conversation open, first what concerns it. */
export default function Palette({ onClose }: { onClose: () => void }) {
  return (
    <ModalOverlay
      className={styles.scrim ?? ""}
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={styles.modal ?? ""}>
        <Dialog className={styles.dialog ?? ""} aria-label={palette.name}>
          <Scoped onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Scoped({ onClose }: { onClose: () => void }) {
  const me = useMe();
  const number = useParam("number");
  const { data } = useQuery({ ...threadQuery(me.business.id, number ?? ""), enabled: number !== undefined });
  const [whole, setWhole] = useState(false);
  return data && !whole ? (
    <AboutConversation conversation={data} onLeave={() => setWhole(true)} onClose={onClose} />
  ) : (
    <Whole own={[]} onClose={onClose} />
  );
}

function AboutConversation({
  conversation,
  onLeave,
  onClose,
}: {
  conversation: Conversation;
  onLeave: () => void;
  onClose: () => void;
}) {
  const commands = useCommandEntries();
  const assign = useAssignEntries(conversation);
  const labels = useLabelEntries(conversation);
  return (
    <Whole own={[...commands, ...assign, ...labels]} scope={{ conversation, onLeave }} onClose={onClose} />
  );
}

function Whole({
  own,
  scope,
  onClose,
}: {
  own: readonly Entry[];
  scope?: { conversation: Conversation; onLeave: () => void };
  onClose: () => void;
}) {
  const [text, setText] = useState(takeEarlyKeys);
  const go = useGoEntries();
  const status = useStatusEntries();
  const theme = useThemeEntries();
  const found = useFoundEntries(text);
  return (
    <>
      <PaletteBox
        entries={[...own, ...go, ...status, ...theme, ...found.entries]}
        text={text}
        onText={setText}
        state={found.isSearching ? "searching" : found.isError ? "failed" : "done"}
        {...(scope ? { scope } : {})}
        onClose={onClose}
      />
      <footer className={styles.foot}>
        <span className={styles.hint}>
          <Keys keys="ArrowUp ArrowDown" /> {palette.move}
        </span>
        <span className={styles.hint}>
          <Keys keys="Enter" /> {palette.run}
        </span>
        {scope && (
          <span className={styles.hint}>
            <Keys keys="Tab" /> {palette.whole}
          </span>
        )}
        <Link to="/settings/keyboard" className={styles.more} onClick={onClose}>
          {palette.change}
        </Link>
      </footer>
    </>
  );
}
