import type { Session } from "@pingback/api";
import { Button, Notice, Pill, Skeleton, toast } from "@pingback/ui";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Monitor } from "lucide-react";
import { answer, api } from "../api";
import { sentence, tellFailure } from "../frame/failure";
import { SettingsCard } from "../settings/settings-page";
import { t } from "../texts";
import { profile as profileWords } from "../texts/settings";
import { longAgo } from "../texts/times";
import { useNow } from "../texts/use-now";
import { deviceName } from "./device-name";
import styles from "./sessions.module.css";

export const sessionsQuery = queryOptions({
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
      toast({ tone: "done", title: profileWords.signedOut });
    },
    onError: (error) => tellFailure(t.thread.failed, error),
  });
  return (
    <SettingsCard title={profileWords.devices} intro={profileWords.devicesIntro}>
      {sessions.isPending && <Skeleton rows={2} height={56} label={t.frame.loading} />}
      {sessions.isError && <Notice tone="error">{sentence(sessions.error)}</Notice>}
      <ul className={styles.list}>
        {sessions.data?.map((session) => {
          const device = deviceName(session.device) ?? profileWords.unknownDevice;
          return (
            <li key={session.id} className={styles.item}>
              <Monitor size={18} strokeWidth={1.75} aria-hidden />
              <span className={styles.words}>
                <span className={styles.device}>{device}</span>
                <span className={styles.more}>
                  {[session.ip, profileWords.lastSeen(longAgo(session.last_seen, now))]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </span>
              {session.current ? (
                <Pill tone="green">{profileWords.thisDevice}</Pill>
              ) : (
                <Button
                  size="small"
                  aria-label={profileWords.signOutDevice(device)}
                  onPress={() => revoke.mutate(session.id)}
                >
                  {profileWords.signOut}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </SettingsCard>
  );
}
