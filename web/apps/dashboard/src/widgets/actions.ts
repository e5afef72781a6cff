import type { Widget, WidgetSettings } from "@pingback/api";
import { toast } from "@pingback/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMe } from "../accounts/me";
import { answer, api } from "../api";
import { tellFailure } from "../frame/failure";
import { widgets as words } from "../texts/widgets";
import { enforcing } from "./fields";
import { widgetKeys } from "./queries";

function useEditList() {
  const key = widgetKeys.list(useMe().business.id);
  const client = useQueryClient();
  return (next: (widgets: Widget[]) => Widget[]) =>
    client.setQueryData<Widget[]>(key, (old) => next(old ?? []));
}

const change = (id: string, body: WidgetSettings) =>
  answer(api.PATCH("/api/v1/widget/{id}", { params: { path: { id } }, body }));

/** The answer has the identity secret, this once. */
export function useCreateWidget() {
  const edit = useEditList();
  return useMutation({
    mutationFn: (domain: string) => answer(api.POST("/api/v1/widget/create", { body: { domain } })),
    onSuccess: ({ identity_secret: _, ...widget }) => {
      edit((old) => [...old.filter((other) => other.id !== widget.id), widget]);
      toast({ tone: "done", title: words.create.done(widget.domain) });
    },
  });
}

export function useSaveWidget(id: string) {
  const edit = useEditList();
  return useMutation({
    mutationFn: (body: WidgetSettings) => change(id, body),
    onSuccess: (saved) => {
      edit((old) => old.map((widget) => (widget.id === saved.id ? saved : widget)));
      toast({ tone: "done", title: words.look.saved, text: words.look.savedHint });
    },
  });
}

export function useDeleteWidget() {
  const edit = useEditList();
  return useMutation({
    mutationFn: ({ id }: Widget) => answer(api.DELETE("/api/v1/widget/{id}", { params: { path: { id } } })),
    onSuccess: (_, { id, domain }) => {
      edit((old) => old.filter((widget) => widget.id !== id));
      toast({ tone: "done", title: words.removal.done(domain) });
    },
  });
}

/** Whether only customers whom the website vouches for get the chat. */
export function useEnforceIdentity(widget: Widget) {
  const edit = useEditList();
  return useMutation({
    mutationFn: (isOn: boolean) => change(widget.id, enforcing(widget, isOn)),
    onSuccess: (saved, isOn) => {
      edit((old) => old.map((other) => (other.id === saved.id ? saved : other)));
      toast({ tone: "done", title: isOn ? words.identity.enforced : words.identity.opened });
    },
    onError: (error) => tellFailure(words.identity.failed, error),
  });
}

function useAskIdentityAgain(id: string) {
  const queryKey = widgetKeys.identity(useMe().business.id, id);
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey });
}

export function useRotateIdentity(id: string) {
  const again = useAskIdentityAgain(id);
  return useMutation({
    mutationFn: () => answer(api.POST("/api/v1/widget/{id}/identity/rotate", { params: { path: { id } } })),
    onSuccess: again,
  });
}

export function useEndPreviousIdentity(id: string) {
  const again = useAskIdentityAgain(id);
  return useMutation({
    mutationFn: () =>
      answer(api.DELETE("/api/v1/widget/{id}/identity/previous", { params: { path: { id } } })),
    onSuccess: () => {
      toast({ tone: "done", title: words.identity.retirement.done });
      return again();
    },
  });
}
