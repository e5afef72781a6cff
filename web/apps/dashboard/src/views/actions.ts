import { toast } from "@pingback/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMe } from "../accounts/me";
import { answer, api } from "../api";
import { tellFailure } from "../frame/failure";
import { t } from "../texts";
import { type View, viewKeys } from "./queries";

export type NewView = Pick<View, "name" | "is_shared" | "filter">;

/** The answer is put into the list at once; the event for everyone else asks for the list again. */
function useTakeView() {
  const client = useQueryClient();
  const key = viewKeys.list(useMe().business.id);
  return {
    put: (view: View) =>
      client.setQueryData<View[]>(
        key,
        (old) => old && inOrder([...old.filter((v) => v.id !== view.id), view]),
      ),
    drop: (id: string) => client.setQueryData<View[]>(key, (old) => old?.filter((view) => view.id !== id)),
  };
}

function inOrder(views: View[]): View[] {
  return views.sort(
    (a, b) =>
      Number(b.is_shared) - Number(a.is_shared) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1),
  );
}

export function useCreateView() {
  const take = useTakeView();
  return useMutation({
    mutationFn: (view: NewView) => answer(api.POST("/api/v1/views", { body: view })),
    onSuccess: (view) => {
      take.put(view);
      toast({ tone: "done", title: t.views.created(view.name) });
    },
  });
}

interface Changed {
  view: View;
  change: Partial<NewView>;
  said?: (name: string) => string;
}

/** `quiet` where the place it is called from tells of failures itself. */
export function useChangeView({ quiet }: { quiet?: boolean } = {}) {
  const take = useTakeView();
  return useMutation({
    mutationFn: ({ view, change }: Changed) =>
      answer(api.PATCH("/api/v1/views/{id}", { params: { path: { id: view.id } }, body: change })),
    onSuccess: (view, { said }) => {
      take.put(view);
      if (said) toast({ tone: "done", title: said(view.name) });
    },
    onError: (error) => {
      if (!quiet) tellFailure(t.views.failed, error);
    },
  });
}

export function useDeleteView() {
  const take = useTakeView();
  return useMutation({
    mutationFn: (view: View) =>
      answer(api.DELETE("/api/v1/views/{id}", { params: { path: { id: view.id } } })),
    onSuccess: (_, view) => {
      take.drop(view.id);
      toast({ tone: "done", title: t.views.deleted });
    },
  });
}
