import { IconButton, part } from "@pingback/ui";
import { Bookmark, Search } from "lucide-react";
import { Suspense, useState } from "react";
import { StatusMenu } from "../../frame/status-menu";
import { openSearch } from "../../search/open";
import { t } from "../../texts";
import styles from "../inbox.module.css";

const InboxSheet = part(() => import("./inbox-sheet"));

/** The head of the list on a phone. */
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
      <Suspense>{open && <InboxSheet onClose={() => setOpen(false)} />}</Suspense>
    </header>
  );
}
