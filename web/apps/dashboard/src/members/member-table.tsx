import type { Member } from "@pingback/api";
import { Avatar, Button, IconButton, MenuCard, MenuItem, menuStyles, Pill, StatusMark } from "@pingback/ui";
import { Ban, Check, CirclePause, Crown, Ellipsis, Lock, Shield, ShieldOff, UserRoundX } from "lucide-react";
import { useState } from "react";
import { Menu, MenuTrigger, Separator } from "react-aria-components";
import { useMay, useMe } from "../accounts/me";
import { t } from "../texts";
import { useChangeMember } from "./actions";
import styles from "./member-table.module.css";
import { firstName } from "./queries";
import { LeavingDialog, type LeavingDialogProps } from "./remove-dialog";

const { columns } = t.members;

export function MemberTable({ members }: { members: readonly Member[] }) {
  // The table decides nothing by role names: who may change members is the server's to say.
  const may = useMay("member.change_role");
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  return (
    <>
      {/* Roles are said again because the narrow layout turns rows into blocks, which drops them. */}
      <table role="table" aria-label={t.members.table} className={styles.table}>
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
      {members.length === 0 && <p className={styles.none}>{t.members.noMatch}</p>}
      {leaving && <LeavingDialog {...leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

type Leaving = Pick<LeavingDialogProps, "member" | "kind">;

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
        <Avatar name={member.name} url={member.avatar_url} size={32} {...(active ? { status } : {})} />
        <span className={styles.words}>
          <span className={styles.name}>
            {member.name}
            {member.user_id === me.user.id && <span className={styles.you}> {t.members.you}</span>}
          </span>
          <span className={styles.more}>{member.email}</span>
        </span>
      </td>
      <td role="cell" className={styles.role}>
        <span className={styles.inline}>
          {role === "owner" && <Crown size={16} strokeWidth={1.75} aria-hidden />}
          {t.members.roles[role]}
        </span>
      </td>
      <td role="cell" className={styles.status}>
        {active ? (
          <span className={styles.inline}>
            <StatusMark status={status} />
            <span className={styles.words}>
              <span>{t.status.words[status]}</span>
              <span className={styles.more}>
                {member.is_connected ? t.members.connected : t.members.notConnected}
              </span>
            </span>
          </span>
        ) : (
          <span className={styles.more}>{t.members.signedOut}</span>
        )}
      </td>
      <td role="cell" className={styles.open}>
        {member.open_conversations}
        <span className={styles.onlyPhone}> {columns.open.toLocaleLowerCase()}</span>
      </td>
      <td role="cell" className={styles.account}>
        {active ? (
          <Pill tone="green" icon={<Check size={12} strokeWidth={2} aria-hidden />}>
            {t.members.active}
          </Pill>
        ) : (
          <Pill icon={<Ban size={12} strokeWidth={2} aria-hidden />}>{t.members.suspended}</Pill>
        )}
      </td>
      <td role="cell" className={styles.actions}>
        {role === "owner" ? (
          <span className={styles.permanent}>
            <span className={styles.inline}>
              <Lock size={14} strokeWidth={2} aria-hidden />
              {t.members.permanent}
            </span>
            <span className={styles.more}>{t.members.cannotChange}</span>
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
  const first = firstName(member.name);
  const promote = member.role === "agent";
  return (
    <span className={styles.buttons}>
      {!member.is_active && (
        <Button
          size="small"
          busy={change.isPending}
          onPress={() => change.mutate({ member, change: { is_active: true } })}
        >
          {t.members.restore}
        </Button>
      )}
      <MenuTrigger>
        <IconButton label={t.members.actionsFor(member.name)}>
          <Ellipsis size={16} strokeWidth={1.75} />
        </IconButton>
        <MenuCard placement="bottom end">
          <Menu className={menuStyles.menu ?? ""}>
            <MenuItem
              label={promote ? t.members.makeAdmin : t.members.makeAgent}
              description={promote ? t.members.makeAdminHint : t.members.makeAgentHint}
              icon={
                promote ? <Shield size={16} strokeWidth={1.75} /> : <ShieldOff size={16} strokeWidth={1.75} />
              }
              onAction={() => change.mutate({ member, change: { role: promote ? "admin" : "agent" } })}
            />
            {member.is_active && (
              <MenuItem
                label={t.members.suspend}
                description={t.members.suspendHint(first, member.open_conversations)}
                icon={<CirclePause size={16} strokeWidth={1.75} />}
                // With conversations in hand it is a question; without, one press that can be taken back.
                onAction={() =>
                  member.open_conversations > 0
                    ? onLeave({ member, kind: "suspend" })
                    : change.mutate({ member, change: { is_active: false } })
                }
              />
            )}
            <Separator className={menuStyles.separator ?? ""} />
            <MenuItem
              danger
              label={t.members.remove}
              description={t.members.removeHint(first, member.open_conversations)}
              icon={<UserRoundX size={16} strokeWidth={1.75} />}
              onAction={() => onLeave({ member, kind: "remove" })}
            />
          </Menu>
        </MenuCard>
      </MenuTrigger>
    </span>
  );
}
