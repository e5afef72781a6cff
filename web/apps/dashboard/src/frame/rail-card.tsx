import { type Popup, PopupCard } from "@pingback/ui";
import { t } from "../texts";
import styles from "./rail.module.css";
import { RailSections } from "./rail-sections";

/** What a folded rail has no room for. */
export default function RailCard({ popup }: { popup: Popup }) {
  return (
    <PopupCard popup={popup} placement="right top" aria-label={t.lists.more}>
      <div className={styles.unfolded}>
        <RailSections withLists={false} onGone={() => popup.setOpen(false)} />
      </div>
    </PopupCard>
  );
}
