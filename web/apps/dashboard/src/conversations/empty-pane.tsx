import { Button, Empty } from "@pingback/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { MessageSquare, MessageSquareCheck } from "lucide-react";
import { useMay, useMe } from "../accounts/me";
import { Keys } from "../keyboard/keys";
import { useKeysOf } from "../keyboard/use-command";
import { firstName, useOwnMember } from "../members/queries";
import { isUnderWay, useOnboarding } from "../onboarding/queries";
import { useNavigate } from "../routing";
import { t } from "../texts";
import { lasted } from "../texts/lasted";
import { useNow } from "../texts/use-now";
import { useAssign } from "./actions";
import { channelName } from "./channel-mark";
import { customerName } from "./customer-name";
import styles from "./empty-pane.module.css";
import type { Listed } from "./fields";
import { DEFAULT } from "./filter";
import { countsQuery, listQuery } from "./queries";
import { useInboxFilter } from "./use-filter";

const UNASSIGNED = { ...DEFAULT, tab: "unassigned" as const };

/** Beside the list while no conversation is open: what is true, and the next step. */
export default function EmptyPane() {
  const me = useMe();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { tab } = useInboxFilter().filter;
  const mayManage = useMay("settings.manage");
  const counts = useQuery(countsQuery(me.business.id)).data;
  const free = useQuery(listQuery(client, me.business.id, me.user.id, UNASSIGNED)).data?.rows[0];
  const progress = useOnboarding();
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
              <Button
                variant="primary"
                onPress={() => void navigate({ to: isUnderWay(progress) ? "/setup" : "/settings/widget" })}
              >
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
  const Icon = done ? MessageSquareCheck : MessageSquare;
  const waiting = free?.waiting_since ? free : undefined;
  return (
    <div className={styles.pane}>
      <Empty
        icon={<Icon size={48} strokeWidth={1.25} />}
        title={done ? t.conversations.emptyPaneTitle : t.conversations.pickTitle}
        actions={
          <>
            {done && waiting && <Take key={waiting.id} conversation={waiting} />}
            {counts.unassigned > 0 && tab !== "unassigned" && (
              <Button onPress={() => void navigate({ to: "/inbox", search: { tab: "unassigned" } })}>
                {t.conversations.seeUnassigned}
              </Button>
            )}
            <KeyHints />
          </>
        }
      >
        {t.conversations.pick(counts.unassigned)} {waiting && <LongestWait conversation={waiting} />}
      </Empty>
    </div>
  );
}

function LongestWait({ conversation }: { conversation: Listed }) {
  const now = useNow();
  const name = customerName(conversation);
  const channel = channelName(conversation.channel_type);
  return t.lists.longestWait(name, channel, lasted(conversation.waiting_since ?? "", now));
}

/** Owners and admins take one themselves; others are given theirs. */
function Take({ conversation }: { conversation: Listed }) {
  const navigate = useNavigate();
  const may = useMay("conversation.assign");
  const own = useOwnMember();
  const assign = useAssign(conversation);
  if (!may || !own) return null;
  const number = String(conversation.number);
  return (
    <Button
      variant="primary"
      busy={assign.isPending}
      onPress={() =>
        assign.mutate(own, {
          onSuccess: () => void navigate({ to: "/inbox/$number", params: { number }, search: true }),
        })
      }
    >
      {t.lists.take(firstName(customerName(conversation)))}
    </Button>
  );
}

function KeyHints() {
  const mayAssign = useMay("conversation.assign");
  const assign = useKeysOf("assign");
  const hints = [
    [useKeysOf("next"), t.lists.keys.next],
    [mayAssign ? assign : "", t.lists.keys.assign],
    [useKeysOf("reply"), t.lists.keys.reply],
    [useKeysOf("keys"), t.lists.keys.keys],
  ] as const;
  return (
    <span className={styles.keys}>
      {hints.map(
        ([keys, word]) =>
          keys !== "" && (
            <span key={word} className={styles.key}>
              <Keys keys={keys} /> {word}
            </span>
          ),
      )}
    </span>
  );
}
