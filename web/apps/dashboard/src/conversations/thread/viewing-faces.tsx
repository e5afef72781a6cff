import { Avatar } from "@pingback/ui";
import { firstName, useMembers } from "../../members/queries";
import { t } from "../../texts";
import { useTyping } from "../typing";
import { useViewers } from "../viewers";
import styles from "./viewing-faces.module.css";

const MOST = 3;

/** Who else has the conversation open, so that two do not answer at once. */
export function ViewingFaces({ conversationId }: { conversationId: string }) {
  const members = useMembers();
  const typing = useTyping(conversationId);
  const viewers = useViewers(conversationId).flatMap((id) => members.find((m) => m.user_id === id) ?? []);
  const answering = viewers.filter((member) => typing.includes(member.user_id));
  const names = (people: typeof viewers) => people.map((member) => firstName(member.name));
  const words =
    answering.length > 0
      ? t.thread.answering(names(answering))
      : viewers.length > 0
        ? t.thread.viewing(names(viewers))
        : "";
  return (
    <span role="status" className={styles.viewing} title={words}>
      {viewers.slice(0, MOST).map((member) => (
        <span key={member.user_id} className={styles.face}>
          <Avatar name={member.name} url={member.avatar_url} size={24} />
        </span>
      ))}
      <span className={styles.words}>{words}</span>
    </span>
  );
}
