import type { Member, Role } from "@pingback/api";
import { Button, Field, LockedButton, Notice, part, Select, Skeleton, StatusMark } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { Search, UserRoundPlus } from "lucide-react";
import { Suspense, useState } from "react";
import { useMay, useMe } from "../accounts/me";
import { usageQuery } from "../billing/queries";
import { sentence } from "../frame/failure";
import { SettingsPage } from "../settings/settings-page";
import { t } from "../texts";
import { members as memberWords } from "../texts/members";
import { MemberTable } from "./member-table";
import { membersQuery } from "./queries";
import { RoleTable } from "./role-table";
import { Seats } from "./seats";
import styles from "./team.module.css";

const InviteDialog = part(() => import("./invite-dialog"));

const ROLES: readonly (Role | "any")[] = ["any", "owner", "admin", "agent"];
const ROLE_OPTIONS = ROLES.map((id) => ({
  id,
  label: id === "any" ? memberWords.anyRole : memberWords.roles[id],
}));

export default function Team() {
  const me = useMe();
  const members = useQuery(membersQuery(me.business.id));
  const usage = useQuery(usageQuery(me.business.id)).data;
  const [inviting, setInviting] = useState(false);
  const [search, setSearch] = useState("");
  const [role, setRole] = useState<Role | "any">("any");

  const all = members.data ?? [];
  const shown = all.filter((m) => found(m, search) && (role === "any" || m.role === role));
  const alone = usage?.agents.limit === 0 && all.length <= 1;

  return (
    <SettingsPage
      title={memberWords.title}
      intro={memberWords.intro(me.business.name)}
      action={
        <InviteButton
          noSeatsOn={usage?.agents.limit === 0 ? usage.plan_name : null}
          onPress={() => setInviting(true)}
        />
      }
    >
      {usage && <Seats usage={usage} alone={alone} />}
      {all.length > 1 && (
        <div className={styles.tools}>
          <div className={styles.search}>
            <Field
              aria-label={memberWords.find}
              placeholder={memberWords.find}
              icon={<Search size={16} strokeWidth={1.75} aria-hidden />}
              value={search}
              onChange={setSearch}
              type="search"
            />
          </div>
          <Select
            kind="boxed"
            label={memberWords.roleFilter}
            options={ROLE_OPTIONS}
            value={role}
            onChange={setRole}
          />
          <Presence members={all} />
        </div>
      )}
      {members.isPending ? (
        <Skeleton rows={3} height={56} label={t.frame.loading} />
      ) : members.isError ? (
        <Notice
          tone="error"
          action={<Button onPress={() => void members.refetch()}>{t.frame.tryAgain}</Button>}
        >
          {sentence(members.error)}
        </Notice>
      ) : (
        <MemberTable members={shown} />
      )}
      <RoleTable />
      <Suspense>{inviting && <InviteDialog onClose={() => setInviting(false)} usage={usage} />}</Suspense>
    </SettingsPage>
  );
}

function InviteButton({ noSeatsOn, onPress }: { noSeatsOn: string | null; onPress: () => void }) {
  const may = useMay("member.invite");
  if (!may) return <LockedButton reason={memberWords.onlyOwner}>{memberWords.invite}</LockedButton>;
  if (noSeatsOn)
    return <LockedButton reason={memberWords.noSeats(noSeatsOn)}>{memberWords.invite}</LockedButton>;
  return (
    <Button
      variant="primary"
      icon={<UserRoundPlus size={16} strokeWidth={1.75} aria-hidden />}
      onPress={onPress}
    >
      {memberWords.invite}
    </Button>
  );
}

function Presence({ members }: { members: readonly Member[] }) {
  const active = members.filter((m) => m.is_active);
  return (
    <p className={styles.presence}>
      {(["live", "away", "offline"] as const).map((status) => (
        <span key={status}>
          <StatusMark status={status} />
          {t.status.counts[status](active.filter((m) => m.status === status).length)}
        </span>
      ))}
    </p>
  );
}

function found(member: Member, search: string): boolean {
  const wanted = search.trim().toLocaleLowerCase();
  return `${member.name} ${member.email}`.toLocaleLowerCase().includes(wanted);
}
