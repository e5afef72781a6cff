import type { Label } from "@pingback/api";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMe } from "../accounts/me";
import { answer, api } from "../api";
import { tellFailure } from "../frame/failure";
import { t } from "../texts";

export type { Label } from "@pingback/api";
export type LabelColor = Label["color"];
export const LABEL_COLORS: readonly LabelColor[] = ["violet", "teal", "orange", "pink", "blue", "grey"];

export const labelKeys = {
  list: (workspace: string) => [workspace, "labels"] as const,
};

/** By name. The event `settings_changed` asks for them again. */
export function labelsQuery(workspace: string) {
  return queryOptions({
    queryKey: labelKeys.list(workspace),
    queryFn: ({ signal }): Promise<Label[]> => answer(api.GET("/api/v1/labels", { signal })),
  });
}

const NONE: Label[] = [];

export function useLabels(): Label[] {
  const me = useMe();
  return useQuery(labelsQuery(me.business.id)).data ?? NONE;
}

/** The labels of a conversation, in its own order; what is not known (deleted just now) is left out. */
export function labelsOf(labels: readonly Label[], ids: readonly string[] | undefined): Label[] {
  return (ids ?? []).flatMap((id) => labels.find((label) => label.id === id) ?? []);
}

/** Makes a label from where it is missed, in the colour that is used least. */
export function useCreateLabel() {
  const me = useMe();
  const client = useQueryClient();
  const key = labelKeys.list(me.business.id);
  return useMutation({
    mutationFn: (name: string): Promise<Label> => {
      const color = rarest(client.getQueryData<Label[]>(key) ?? NONE);
      return answer(api.POST("/api/v1/labels", { body: { name, color } }));
    },
    onSuccess: (label) => client.setQueryData<Label[]>(key, (old) => old && withLabel(old, label)),
    onError: (error) => tellFailure(t.lists.labelNotCreated, error),
  });
}

function withLabel(labels: readonly Label[], label: Label): Label[] {
  return [...labels.filter((l) => l.id !== label.id), label].sort((a, b) => a.name.localeCompare(b.name));
}

function rarest(labels: readonly Label[]): LabelColor {
  const uses = (color: LabelColor) => labels.filter((l) => l.color === color).length;
  return LABEL_COLORS.reduce((best, color) => (uses(color) < uses(best) ? color : best));
}
