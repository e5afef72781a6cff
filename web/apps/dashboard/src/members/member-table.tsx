import type { Member } from "@pingback/api";
import { Avatar, Button, IconButton, Pill, part, StatusMark, usePopup } from "@pingback/ui";
import { Ban, Check, Crown, Ellipsis, Lock } from "lucide-react";
import { Suspense, useState } from "react";
import { useMay, useMe } from "../accounts/me";
import { t } from "../texts";
import { members as memberWords } from "../texts/members";
import { useChangeMember } from "./actions";
import styles from "./member-table.module.css";
import type { LeavingDialogProps } from "./remove-dialog";

const MemberItems = part(() => import("./member-items"));
const LeavingDialog = part(() => import("./remove-dialog"));

const { columns } = memberWords;

export function MemberTable({ members }: { members: readonly Member[] }) {
  // The table decides nothing by role names: who may change members is the server's to say.
  const may = useMay("member.change_role");
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  return (
    <>
      {/* Roles are said again because the narrow layout turns rows into blocks, which drops them. */}
      <table role="table" aria-label={memberWords.table} className={styles.table}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {columns.member}
            </th>
            <th role="columnheader" scope="col">
              {columns.role}
            </th>
            <th role="columnheader" scope="col">
              {columns.status}
            </th>
            <th role="columnheader" scope="col" className={styles.open}>
              {columns.open}
            </th>
            <th role="columnheader" scope="col" className={styles.account}>
              {columns.account}
            </th>
            <th role="columnheader" scope="col">
              <span className="visually-hidden">{columns.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {members.map((member) => (
            <MemberRow key={member.id} member={member} may={may} onLeave={setLeaving} />
          ))}
        </tbody>
      </table>
      {members.length === 0 && <p className={styles.none}>{memberWords.noMatch}</p>}
      <Suspense>{leaving && <LeavingDialog {...leaving} onClose={() => setLeaving(null)} />}</Suspense>
    </>
  );
}

export type Leaving = Pick<LeavingDialogProps, "member" | "kind">;

interface MemberRowProps {
  member: Member;
  may: boolean;
  onLeave: (leaving: Leaving) => void;
}

function MemberRow({ member, may, onLeave }: MemberRowProps) {
  const me = useMe();
  const { role, status, is_active: active } = member;
  return (
    <tr role="row">
      <td role="cell" className={styles.who}>
        <span className={styles.person}>
          <Avatar name={member.name} url={member.avatar_url} size={32} {...(active ? { status } : {})} />
          <span className={styles.words}>
            <span className={styles.name}>
              {member.name}
              {member.user_id === me.user.id && <span className={styles.you}> {memberWords.you}</span>}
            </span>
            <span className={styles.more}>{member.email}</span>
          </span>
        </span>
      </td>
      <td role="cell" className={styles.role}>
        <span className={styles.inline}>
          {role === "owner" && <Crown size={16} strokeWidth={1.75} aria-hidden />}
          {memberWords.roles[role]}
        </span>
      </td>
      <td role="cell" className={styles.status}>
        {active ? (
          <span className={styles.inline}>
            <StatusMark status={status} />
            <span className={styles.words}>
              <span>{t.status.words[status]}</span>
              <span className={styles.more}>{memberWords.presence(status, member.is_connected)}</span>
            </span>
          </span>
        ) : (
          <span className={styles.more}>{memberWords.signedOut}</span>
        )}
      </td>
      <td role="cell" className={styles.open}>
        {member.open_conversations}
        <span className={styles.onlyPhone}> {columns.open.toLocaleLowerCase()}</span>
      </td>
      <td role="cell" className={styles.account}>
        {active ? (
          <Pill tone="green" icon={<Check size={12} strokeWidth={2} aria-hidden />}>
            {memberWords.active}
          </Pill>
        ) : (
          <Pill icon={<Ban size={12} strokeWidth={2} aria-hidden />}>{memberWords.suspended}</Pill>
        )}
      </td>
      <td role="cell" className={styles.actions}>
        {role === "owner" ? (
          <span className={styles.permanent}>
            <span className={styles.inline}>
              <Lock size={14} strokeWidth={2} aria-hidden />
              {memberWords.permanent}
            </span>
            <span className={styles.more}>{memberWords.cannotChange}</span>
          </span>
        ) : (
          may && <RowActions member={member} onLeave={onLeave} />
        )}
      </td>
    </tr>
  );
}

function RowActions({ member, onLeave }: Omit<MemberRowProps, "may">) {
  const change = useChangeMember();
  const { popup, trigger, wasOpened } = usePopup("menu", MemberItems.load);
  return (
    <span className={styles.buttons}>
      {!member.is_active && (
        <Button
          size="small"
          busy={change.isPending}
          onPress={() => change.mutate({ member, change: { is_active: true } })}
        >
          {memberWords.restore}
        </Button>
      )}
      <IconButton {...trigger} label={memberWords.actionsFor(member.name)}>
        <Ellipsis size={16} strokeWidth={1.75} />
      </IconButton>
      <Suspense>{wasOpened && <MemberItems popup={popup} member={member} onLeave={onLeave} />}</Suspense>
    </span>
  );
}
