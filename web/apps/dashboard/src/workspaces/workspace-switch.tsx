import { Logo, MenuCard, MenuItem, menuStyles } from "@pingback/ui";
import { useNavigate } from "@tanstack/react-router";
import { ChevronsUpDown, Plus } from "lucide-react";
import { Button, Menu, MenuSection, MenuTrigger, Separator } from "react-aria-components";
import { useMe } from "../accounts/me";
import { t } from "../texts";
import { switchWorkspace } from "./switch";
import styles from "./workspace-switch.module.css";

/** The workspace's name; a menu where there is more than one to choose from. */
export function WorkspaceSwitch({ collapsed }: { collapsed: boolean }) {
  const me = useMe();
  const navigate = useNavigate();
  const words = !collapsed && <span className={styles.name}>{me.business.name}</span>;
  if (me.businesses.length < 2) {
    return (
      <div className={styles.still}>
        <Logo size={collapsed ? 26 : 24} />
        {words}
      </div>
    );
  }
  return (
    <MenuTrigger>
      <Button className={styles.button ?? ""} aria-label={t.workspace.switchLabel(me.business.name)}>
        <Logo size={collapsed ? 26 : 24} />
        {words}
        {!collapsed && <ChevronsUpDown size={16} strokeWidth={1.75} aria-hidden />}
      </Button>
      <MenuCard placement="bottom start">
        <Menu className={menuStyles.menu ?? ""}>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[me.business.id]}
            onSelectionChange={async (keys) => {
              const id = [...keys][0] as string | undefined;
              if (!id || id === me.business.id) return;
              await navigate({ to: "/inbox" });
              await switchWorkspace(id);
            }}
            aria-label={t.workspace.switchLabel(me.business.name)}
          >
            {me.businesses.map((business) => (
              <MenuItem
                key={business.id}
                id={business.id}
                label={business.name}
                description={t.members.roles[business.role]}
                shouldCloseOnSelect
              />
            ))}
          </MenuSection>
          <Separator className={menuStyles.separator ?? ""} />
          <MenuItem
            id="new"
            label={t.workspace.another}
            icon={<Plus size={16} strokeWidth={1.75} />}
            onAction={() => void navigate({ to: "/workspace/new" })}
          />
        </Menu>
      </MenuCard>
    </MenuTrigger>
  );
}
