import { Dialog } from "@pingback/ui";
import { RailSections } from "../../frame/rail-sections";
import { t } from "../../texts";
import styles from "../inbox.module.css";

/** A phone has no rail: what is in it comes up from the bottom. */
export default function InboxSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t.lists.more} isOpen onClose={onClose} dismissLabel={t.frame.dismiss}>
      <nav aria-label={t.lists.more} className={styles.sections}>
        <RailSections onGone={onClose} />
      </nav>
    </Dialog>
  );
}
