import type { Session } from "@pingback/api";
import { Button, Notice, Pill, Skeleton, toast } from "@pingback/ui";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Monitor } from "lucide-react";
import { answer, api } from "../api";
import { sentence, tellFailure } from "../frame/failure";
import { SettingsCard } from "../settings/settings-page";
import { t } from "../texts";
import { longAgo } from "../texts/times";
import { useNow } from "../texts/use-now";
import { deviceName } from "./device-name";
import styles from "./sessions.module.css";

const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: ({ signal }): Promise<Session[]> => answer(api.GET("/api/v1/auth/sessions", { signal })),
  // No events tell of other devices.
  staleTime: 0,
});

export function Sessions() {
  const now = useNow();
  const client = useQueryClient();
  const sessions = useQuery(sessionsQuery);
  const revoke = useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE("/api/v1/auth/sessions/{id}", { params: { path: { id } } })),
    onSuccess: (_, id) => {
      client.setQueryData<Session[]>(sessionsQuery.queryKey, (old) => old?.filter((s) => s.id !== id));
      toast({ tone: "done", title: t.profile.signedOut });
    },
    onError: (error) => tellFailure(t.thread.failed, error),
  });
  return (
    <SettingsCard title={t.profile.devices} intro={t.profile.devicesIntro}>
      {sessions.isPending && <Skeleton rows={2} height={56} label={t.frame.loading} />}
      {sessions.isError && <Notice tone="error">{sentence(sessions.error)}</Notice>}
      <ul className={styles.list}>
        {sessions.data?.map((session) => {
          const device = deviceName(session.device) ?? t.profile.unknownDevice;
          return (
            <li key={session.id} className={styles.item}>
              <Monitor size={18} strokeWidth={1.75} aria-hidden />
              <span className={styles.words}>
                <span className={styles.device}>{device}</span>
                <span className={styles.more}>
                  {[session.ip, t.profile.lastSeen(longAgo(session.last_seen, now))]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </span>
              {session.current ? (
                <Pill tone="green">{t.profile.thisDevice}</Pill>
              ) : (
                <Button
                  size="small"
                  aria-label={t.profile.signOutDevice(device)}
                  onPress={() => revoke.mutate(session.id)}
                >
                  {t.profile.signOut}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </SettingsCard>
  );
}
