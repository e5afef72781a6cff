import type { Conversation } from "@pingback/api";
import { Button, Dialog, DialogBody, DialogFoot } from "@pingback/ui";
import { useMe } from "../../accounts/me";
import { firstName, nameOf, useMembers } from "../../members/queries";
import { t } from "../../texts";
import { useThreadState } from "../thread/thread-state";
import styles from "./answered.module.css";
import type { Outgoing } from "./outbox";
import { outbox } from "./outbox-store";
import { takeBack } from "./outbox-take-back";

export default function Question({ conversation, held }: { conversation: Conversation; held: Outgoing }) {
  const me = useMe();
  const members = useMembers();
  const { seen } = useThreadState();
  const words = t.composer.answered;
  const by = held.answered?.by ?? null;
  const name = by === null ? t.conversations.theo : firstName(nameOf(members, by) ?? words.colleague);
  const answers = conversation.messages.filter(
    (m) =>
      (m.sender_type === "agent" || m.sender_type === "ai") &&
      !m.is_private &&
      m.sender_id !== me.user.id &&
      // Ids are UUIDs of version 7: later ones sort behind.
      m.id > (held.seen ?? ""),
  );
  const keepEditing = () => {
    // The question showed them, so nothing asks about them once more.
    const last = answers.at(-1)?.id;
    if (last && last > (seen.current ?? "")) seen.current = last;
    takeBack(held, me.user.id);
  };
  return (
    <Dialog alert isOpen title={words.title(name)} dismissLabel={t.frame.dismiss} onClose={keepEditing}>
      <DialogBody>
        <section className={styles.part} aria-label={words.theirs}>
          <h3 className={styles.title}>{words.theirs}</h3>
          {answers.length === 0 && <p>{words.loading}</p>}
          {answers.map((message) => (
            <blockquote key={message.id} className={styles.quote}>
              {message.content || t.conversations.attachment(message.attachments.length)}
            </blockquote>
          ))}
        </section>
        <section className={styles.part} aria-label={words.yours}>
          <h3 className={styles.title}>{words.yours}</h3>
          <blockquote className={styles.quote}>
            {held.content || t.conversations.attachment(held.attachments.length)}
          </blockquote>
        </section>
      </DialogBody>
      <DialogFoot note={words.note}>
        <Button onPress={() => outbox.sendAnyway(held.key)}>{words.sendAnyway}</Button>
        <Button variant="primary" autoFocus onPress={keepEditing}>
          {words.keepEditing}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
