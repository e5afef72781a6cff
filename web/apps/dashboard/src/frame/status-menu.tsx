import type { Member } from "@pingback/api";
import { type MemberStatus, NoAnswer } from "@pingback/api";
import { Avatar, MenuCard, MenuItem, menuStyles, StatusMark, toast } from "@pingback/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ChevronsUpDown, Info, LogOut, MoonStar, UserRound } from "lucide-react";
import { Button, Menu, MenuSection, MenuTrigger, Separator, SubmenuTrigger } from "react-aria-components";
import { useMe } from "../accounts/me";
import { logOut } from "../accounts/session";
import { answer, api } from "../api";
import { memberKeys, useOwnMember } from "../members/queries";
import { withStatus } from "../members/roster";
import { useRealtime } from "../realtime/provider";
import { t } from "../texts";
import { isLost } from "./connection-pill";
import { tellFailure } from "./failure";
import styles from "./status-menu.module.css";
import { setTheme, type Theme, useTheme } from "./theme";

const STATUSES: readonly MemberStatus[] = ["live", "away", "offline"];
const THEMES: readonly Theme[] = ["system", "light", "dark"];

/** Changes the caller's own status: shown at once, taken back if the server says no. */
export function useSetStatus() {
  const me = useMe();
  const client = useQueryClient();
  const key = memberKeys.list(me.business.id);
  return useMutation({
    mutationFn: (status: MemberStatus) => answer(api.PATCH("/api/v1/team/status", { body: { status } })),
    onMutate: (status) => {
      const before = client.getQueryData<Member[]>(key);
      client.setQueryData<Member[]>(key, (old) => old && withStatus(old, me.user.id, { status }));
      return before;
    },
    onError: (error, _status, before) => {
      if (before) client.setQueryData(key, before);
      tellFailure(t.status.failed, error);
      if (!(error instanceof NoAnswer)) void client.invalidateQueries({ queryKey: key });
    },
    onSuccess: (_, status) => toast({ tone: "done", title: t.status.changed(t.status.words[status]) }),
  });
}

export function StatusMenu({ compact }: { compact?: boolean }) {
  const me = useMe();
  const own = useOwnMember();
  const { state } = useRealtime();
  const navigate = useNavigate();
  const theme = useTheme();
  const setStatus = useSetStatus();
  const status = own?.status ?? "offline";
  const name = me.user.full_name;
  const held = own?.open_conversations ?? 0;
  const shown = isLost(state) ? `${t.status.reconnecting}…` : t.status.words[status];

  return (
    <MenuTrigger>
      <Button
        className={styles.button ?? ""}
        aria-label={t.status.own(name, t.status.words[status])}
        data-compact={compact || undefined}
      >
        <Avatar
          name={name}
          url={me.user.avatar_url}
          size={compact ? 30 : 28}
          status={isLost(state) ? "offline" : status}
        />
        {!compact && (
          <>
            <span className={styles.words}>
              <span className={styles.name}>{name}</span>
              <span className={styles.status}>{shown}</span>
            </span>
            <ChevronsUpDown size={16} strokeWidth={1.75} aria-hidden />
          </>
        )}
      </Button>
      <MenuCard placement="top start">
        <p className={menuStyles.heading} aria-hidden="true">
          {t.status.menu}
        </p>
        {/* The choice is the menu's own, not a section's: so a keyboard starts at the current status. */}
        <Menu
          className={menuStyles.menu ?? ""}
          aria-label={t.status.menu}
          selectionMode="single"
          selectedKeys={[status]}
          disallowEmptySelection
          shouldCloseOnSelect
          onSelectionChange={(keys) => {
            const next = [...keys][0] as MemberStatus | undefined;
            if (next && next !== status) setStatus.mutate(next);
          }}
        >
          {STATUSES.map((s) => (
            <MenuItem
              key={s}
              id={s}
              label={t.status.words[s]}
              description={t.status.hints[s]}
              icon={<StatusMark status={s} size={11} />}
            />
          ))}
          <Separator className={menuStyles.separator ?? ""} />
          <MenuSection selectionMode="none" aria-label={t.frame.you}>
            <MenuItem
              id="profile"
              label={t.status.profile}
              icon={<UserRound size={16} strokeWidth={1.75} />}
              onAction={() => void navigate({ to: "/settings/profile" })}
            />
            <SubmenuTrigger>
              <MenuItem
                id="appearance"
                label={t.status.appearance}
                icon={<MoonStar size={16} strokeWidth={1.75} />}
                end={t.status.themes[theme]}
              />
              <MenuCard>
                <Menu
                  className={menuStyles.menu ?? ""}
                  selectionMode="single"
                  disallowEmptySelection
                  selectedKeys={[theme]}
                  onSelectionChange={(keys) => setTheme([...keys][0] as Theme)}
                >
                  {THEMES.map((option) => (
                    <MenuItem key={option} id={option} label={t.status.themes[option]} />
                  ))}
                </Menu>
              </MenuCard>
            </SubmenuTrigger>
            <MenuItem
              id="log-out"
              label={t.status.logOut}
              icon={<LogOut size={16} strokeWidth={1.75} />}
              onAction={() => void logOut()}
            />
          </MenuSection>
        </Menu>
        {held > 0 && (
          <p className={styles.held}>
            <Info size={14} strokeWidth={2} aria-hidden />
            {t.status.held(held)}
          </p>
        )}
      </MenuCard>
    </MenuTrigger>
  );
}
