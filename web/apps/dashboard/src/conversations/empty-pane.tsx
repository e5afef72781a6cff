import { Button, Empty } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { MessageSquare, MessageSquareCheck } from "lucide-react";
import { useMay, useMe } from "../accounts/me";
import { t } from "../texts";
import styles from "./empty-pane.module.css";
import { countsQuery } from "./queries";

/** Beside the list while no conversation is open: what is true, and the next step. */
export default function EmptyPane() {
  const me = useMe();
  const navigate = useNavigate();
  const { tab } = useSearch({ from: "/inside/inbox" });
  const mayManage = useMay("settings.manage");
  const counts = useQuery(countsQuery(me.business.id)).data;
  if (!counts) return null;

  const total = Object.values(counts.by_status).reduce((sum, n) => sum + n, 0);
  if (total === 0) {
    return (
      <div className={styles.pane}>
        <Empty
          icon={<MessageSquare size={48} strokeWidth={1.25} />}
          title={t.conversations.firstTitle}
          actions={
            mayManage && (
              <Button variant="primary" onPress={() => void navigate({ to: "/settings/widget" })}>
                {t.conversations.setUpWidget}
              </Button>
            )
          }
        >
          {t.conversations.first}
        </Empty>
      </div>
    );
  }
  const done = counts.mine === 0 && (tab === "mine" || counts.all === 0);
  return (
    <div className={styles.pane}>
      <Empty
        icon={
          done ? (
            <MessageSquareCheck size={48} strokeWidth={1.25} />
          ) : (
            <MessageSquare size={48} strokeWidth={1.25} />
          )
        }
        title={done ? t.conversations.emptyPaneTitle : t.conversations.pickTitle}
        actions={
          counts.unassigned > 0 &&
          tab !== "unassigned" && (
            <Button onPress={() => void navigate({ to: "/inbox", search: { tab: "unassigned" } })}>
              {t.conversations.seeUnassigned}
            </Button>
          )
        }
      >
        {t.conversations.pick(counts.unassigned)}
      </Empty>
    </div>
  );
}
