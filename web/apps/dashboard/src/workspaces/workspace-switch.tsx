import { Logo, part, usePopup } from "@pingback/ui";
import { ChevronsUpDown } from "lucide-react";
import { Suspense } from "react";
import { useMe } from "../accounts/me";
import { workspace as workspaceWords } from "../texts/workspace";
import styles from "./workspace-switch.module.css";

const WorkspaceItems = part(() => import("./workspace-items"));

/** The workspace's name; a menu where there is more than one to choose from. */
export function WorkspaceSwitch({ collapsed }: { collapsed: boolean }) {
  const me = useMe();
  const { popup, trigger, wasOpened } = usePopup("menu", WorkspaceItems.load);
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
    <>
      <button
        type="button"
        {...trigger}
        className={styles.button}
        aria-label={workspaceWords.switchLabel(me.business.name)}
      >
        <Logo size={collapsed ? 26 : 24} />
        {words}
        {!collapsed && <ChevronsUpDown size={16} strokeWidth={1.75} aria-hidden />}
      </button>
      <Suspense>{wasOpened && <WorkspaceItems popup={popup} />}</Suspense>
    </>
  );
}
