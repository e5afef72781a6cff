import type { MemberStatus } from "@pingback/api";
import { MenuCard, MenuItem, MenuPopup, menuStyles, type Popup, StatusMark } from "@pingback/ui";
import { Info, Keyboard, LogOut, MoonStar, UserRound } from "lucide-react";
import { Menu, MenuSection, Separator, SubmenuTrigger } from "react-aria-components";
import { logOut } from "../accounts/session";
import { Keys } from "../keyboard/keys";
import { useKeysOf } from "../keyboard/use-command";
import { openKeys } from "../palette/open";
import { useNavigate } from "../routing";
import { t } from "../texts";
import { useSetStatus } from "./status-menu";
import styles from "./status-menu.module.css";
import { setTheme, type Theme, useTheme } from "./theme";

const STATUSES: readonly MemberStatus[] = ["live", "away", "offline"];
const THEMES: readonly Theme[] = ["system", "light", "dark"];

interface StatusItemsProps {
  popup: Popup;
  status: MemberStatus;
  /** How many conversations the caller holds. */
  held: number;
}

export default function StatusItems({ popup, status, held }: StatusItemsProps) {
  const navigate = useNavigate();
  const theme = useTheme();
  const setStatus = useSetStatus();
  const keys = useKeysOf("keys");
  return (
    <MenuPopup popup={popup} placement="top start">
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
            id="keys"
            label={t.status.keys}
            icon={<Keyboard size={16} strokeWidth={1.75} />}
            end={keys && <Keys keys={keys} />}
            onAction={openKeys}
          />
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
    </MenuPopup>
  );
}
