import { Dialog, IconButton } from "@pingback/ui";
import { Bookmark, Search } from "lucide-react";
import { useState } from "react";
import { RailSections } from "../frame/rail-sections";
import { StatusMenu } from "../frame/status-menu";
import { openSearch } from "../search/open";
import { t } from "../texts";
import styles from "./inbox.module.css";

/** A phone has no rail: what is in it opens from here. */
export function InboxHead() {
  const [open, setOpen] = useState(false);
  return (
    <header className={styles.phoneHead}>
      <h1 className={styles.phoneTitle}>{t.frame.inbox}</h1>
      <IconButton label={t.lists.more} onPress={() => setOpen(true)}>
        <Bookmark size={20} strokeWidth={1.75} />
      </IconButton>
      <IconButton label={t.search.title} onPress={openSearch}>
        <Search size={20} strokeWidth={1.75} />
      </IconButton>
      <StatusMenu compact />
      <Dialog
        title={t.lists.more}
        isOpen={open}
        onClose={() => setOpen(false)}
        dismissLabel={t.frame.dismiss}
      >
        <nav aria-label={t.lists.more} className={styles.sections}>
          <RailSections onGone={() => setOpen(false)} />
        </nav>
      </Dialog>
    </header>
  );
}
