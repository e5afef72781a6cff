import type { Conversation, Customer, CustomerChange, CustomerNote } from "@pingback/api";
import { toast } from "@pingback/ui";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMe } from "../accounts/me";
import { answer, api } from "../api";
import { tellFailure } from "../frame/failure";
import { eachThread } from "../realtime/places";
import { t } from "../texts";

/** With what only the question for one customer tells. */
export type KnownCustomer = Customer & { notes?: CustomerNote[] };

export const customerKeys = {
  // The event `customer_updated` asks for everything below the first two again.
  one: (workspace: string, id: string) => [workspace, "customers", id] as const,
  conversations: (workspace: string, id: string) => [workspace, "conversations", "of-customer", id] as const,
};

export function customerQuery(workspace: string, id: string) {
  return queryOptions({
    queryKey: customerKeys.one(workspace, id),
    queryFn: ({ signal }): Promise<KnownCustomer> =>
      answer(api.GET("/api/v1/customers/{id}", { params: { path: { id } }, signal })),
  });
}

/** The customer of a conversation: as the conversation tells it at once, and whole a moment later. */
export function useCustomer(customer: Customer): KnownCustomer {
  const me = useMe();
  const { data } = useQuery(customerQuery(me.business.id, customer.id));
  return data ? { ...data, ...customer } : customer;
}

const OTHERS = 20;

/** Their conversations, the newest first. */
export function customerConversationsQuery(workspace: string, id: string) {
  return queryOptions({
    queryKey: customerKeys.conversations(workspace, id),
    queryFn: ({ signal }): Promise<Conversation[]> => {
      const query = { customer_id: id, limit: OTHERS };
      return answer(api.GET("/api/v1/conversations", { params: { query }, signal }));
    },
    staleTime: 60_000,
  });
}

/** Puts a customer wherever they are shown, as the event does for everyone else. */
function useTakeCustomer() {
  const me = useMe();
  const client = useQueryClient();
  const workspace = me.business.id;
  return (changed: Customer) => {
    client.setQueryData<KnownCustomer>(customerKeys.one(workspace, changed.id), (old) =>
      old ? { ...old, ...changed } : old,
    );
    const scope = { client, workspace, myId: me.user.id, refresh: () => {} };
    eachThread(
      scope,
      (thread) => thread.customer_id === changed.id,
      (thread) => ({ ...thread, customer: changed }),
    );
  };
}

export function useChangeCustomer(id: string) {
  const take = useTakeCustomer();
  return useMutation({
    mutationFn: (body: CustomerChange) =>
      answer(api.PATCH("/api/v1/customers/{id}", { params: { path: { id } }, body })),
    onSuccess: take,
  });
}

export function useAddNote(id: string) {
  const edit = useEditNotes(id);
  return useMutation({
    mutationFn: (content: string) =>
      answer(api.POST("/api/v1/customers/{id}/notes", { params: { path: { id } }, body: { content } })),
    onSuccess: (note) => edit((notes) => [note, ...notes.filter((n) => n.id !== note.id)]),
  });
}

export function useDeleteNote(id: string) {
  const edit = useEditNotes(id);
  return useMutation({
    mutationFn: (noteId: string) =>
      answer(
        api.DELETE("/api/v1/customers/{id}/notes/{note_id}", { params: { path: { id, note_id: noteId } } }),
      ),
    onSuccess: (_, noteId) => {
      edit((notes) => notes.filter((note) => note.id !== noteId));
      toast({ tone: "done", title: t.customers.noteDeleted });
    },
    onError: (error) => tellFailure(t.thread.failed, error),
  });
}

function useEditNotes(id: string) {
  const me = useMe();
  const client = useQueryClient();
  return (next: (notes: CustomerNote[]) => CustomerNote[]) =>
    client.setQueryData<KnownCustomer>(
      customerKeys.one(me.business.id, id),
      (old) => old && { ...old, notes: next(old.notes ?? []) },
    );
}
