import type { components } from "@pingback/api";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useMay, useMe } from "../accounts/me";
import { answer, api } from "../api";
import { tellFailure } from "../frame/failure";
import { createRefresh } from "../realtime/refresh";
import { t } from "../texts";

export type Onboarding = components["schemas"]["Onboarding"];

export const onboardingKeys = {
  progress: (workspace: string) => [workspace, "onboarding"] as const,
};

export function onboardingQuery(workspace: string) {
  return queryOptions({
    queryKey: onboardingKeys.progress(workspace),
    queryFn: ({ signal }): Promise<Onboarding> => answer(api.GET("/api/v1/onboarding", { signal })),
  });
}

/** The first step, the workspace itself, is done wherever this is shown. */
export const STEPS = ["workspace", "widget", "message", "reply", "team"] as const;
export type Step = (typeof STEPS)[number];

export function isDone(step: Step, progress: Onboarding): boolean {
  switch (step) {
    case "workspace":
      return true;
    case "widget":
      return progress.widget_created && progress.widget_seen_at !== null;
    case "message":
      return progress.first_message;
    case "reply":
      return progress.first_reply;
    case "team":
      return progress.first_member;
  }
}

export const doneCount = (progress: Onboarding) => STEPS.filter((step) => isDone(step, progress)).length;

/** Something is left to do, and wanted. */
export const isUnderWay = (progress: Onboarding | null | undefined) =>
  !!progress && !progress.dismissed && doneCount(progress) < STEPS.length;

/** What these hold decides the steps; events keep them true, so a change of one is a reason to ask. */
const TELLING = new Set(["conversations", "members", "widgets"]);

/** The progress, as long as it is anything to the caller; null where it is not. */
export function useOnboarding(): Onboarding | null {
  const workspace = useMe().business.id;
  const may = useMay("settings.manage");
  const client = useQueryClient();
  const { data } = useQuery({ ...onboardingQuery(workspace), enabled: may });
  const isOpen = isUnderWay(data);
  useEffect(() => {
    if (!isOpen) return;
    const refresh = createRefresh(client);
    return client.getQueryCache().subscribe(({ type, query }) => {
      const [of, what] = query.queryKey;
      if (type === "updated" && of === workspace && TELLING.has(String(what))) {
        refresh(onboardingKeys.progress(workspace));
      }
    });
  }, [client, workspace, isOpen]);
  return may ? (data ?? null) : null;
}

export function useDismissOnboarding() {
  const key = onboardingKeys.progress(useMe().business.id);
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST("/api/v1/onboarding/dismiss")),
    onSuccess: () => client.setQueryData<Onboarding>(key, (old) => old && { ...old, dismissed: true }),
    onError: (error) => tellFailure(t.thread.failed, error),
  });
}
