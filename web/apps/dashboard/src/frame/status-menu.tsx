import type { Member } from "@pingback/api";
import { type MemberStatus, NoAnswer } from "@pingback/api";
import { Avatar, part, toast, usePopup } from "@pingback/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ChevronsUpDown } from "lucide-react";
import { Suspense } from "react";
import { useMe } from "../accounts/me";
import { answer, api } from "../api";
import { memberKeys, useOwnMember } from "../members/queries";
import { withStatus } from "../members/roster";
import { useRealtime } from "../realtime/provider";
import { t } from "../texts";
import { isLost } from "./connection-pill";
import { tellFailure } from "./failure";
import styles from "./status-menu.module.css";

const StatusItems = part(() => import("./status-items"));

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
  const { popup, trigger, wasOpened } = usePopup("menu", StatusItems.load);
  const status = own?.status ?? "offline";
  const name = me.user.full_name;
  const shown = isLost(state) ? `${t.status.reconnecting}…` : t.status.words[status];

  return (
    <>
      <button
        type="button"
        {...trigger}
        className={styles.button}
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
      </button>
      <Suspense>
        {wasOpened && <StatusItems popup={popup} status={status} held={own?.open_conversations ?? 0} />}
      </Suspense>
    </>
  );
}
