import { toast } from "@pingback/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMe } from "../accounts/me";
import { answer, api } from "../api";
import { settingsPages } from "../texts/settings-pages";
import { type Label, labelKeys } from "./queries";

const words = settingsPages.labels;

export type LabelInput = Pick<Label, "name" | "color">;

/** Makes a label, or changes the one that is given. */
export function useSaveLabel(label: Label | null) {
  const key = labelKeys.list(useMe().business.id);
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: LabelInput) =>
      label
        ? answer(api.PATCH("/api/v1/labels/{id}", { params: { path: { id: label.id } }, body }))
        : answer(api.POST("/api/v1/labels", { body })),
    onSuccess: (saved) => {
      client.setQueryData<Label[]>(key, (old) =>
        [...(old ?? []).filter((l) => l.id !== saved.id), saved].sort((a, b) => a.name.localeCompare(b.name)),
      );
      toast({ tone: "done", title: label ? words.saved(saved.name) : words.created(saved.name) });
    },
  });
}

export function useDeleteLabel() {
  const me = useMe();
  const key = labelKeys.list(me.business.id);
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Label) => answer(api.DELETE("/api/v1/labels/{id}", { params: { path: { id } } })),
    onSuccess: (_, { id, name }) => {
      client.setQueryData<Label[]>(key, (old) => old?.filter((l) => l.id !== id));
      toast({ tone: "done", title: words.removal.done(name) });
    },
  });
}
