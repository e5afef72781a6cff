import { toast } from "@pingback/ui";
import { useMutation } from "@tanstack/react-query";
import { answer, api } from "../../api";
import { sentence, tellFailure } from "../../frame/failure";
import { applyEvent } from "../../realtime/apply";
import { useScope } from "../../realtime/use-scope";
import { t } from "../../texts";
import type { Listed } from "../fields";
import { type BulkChange, type Change, changesOf, inverse, MOST } from "./bulk";

interface Ordered {
  rows: readonly Listed[];
  change: Change;
  /** What is said when so many were changed. */
  said: (n: number) => string;
}

/** Changes many conversations at once, with a way back from what they were before. */
export function useBulk() {
  const scope = useScope();

  /** Each hundred is all or nothing. Where a later one fails, what was done stays and is told. */
  async function send(changes: readonly BulkChange[]): Promise<BulkChange[]> {
    const done: BulkChange[] = [];
    while (done.length < changes.length) {
      const part = changes.slice(done.length, done.length + MOST);
      try {
        const { conversations } = await answer(
          api.POST("/api/v1/conversations/bulk", { body: { changes: part } }),
        );
        for (const data of conversations) applyEvent(scope, { name: "conversation_updated", data });
      } catch (error) {
        if (done.length === 0) throw error;
        toast({
          tone: "error",
          title: t.lists.bulkPartly(done.length, changes.length),
          text: sentence(error instanceof Error ? error : new Error(String(error))),
        });
        break;
      }
      done.push(...part);
    }
    return done;
  }

  const undo = useMutation({
    mutationFn: send,
    onSuccess: () => toast({ tone: "done", title: t.lists.undone }),
    onError: (error) => tellFailure(t.lists.notUndone, error),
  });

  return useMutation({
    mutationFn: async ({ rows, change }: Ordered) => {
      const changes = changesOf(rows, change);
      return { done: await send(changes), rows };
    },
    onSuccess: ({ done, rows }, { said }) => {
      const back = inverse(rows, done, Date.now());
      toast({
        tone: "done",
        title: said(done.length),
        ...(back.length > 0 ? { action: { label: t.lists.undo, run: () => undo.mutate(back) } } : {}),
      });
    },
    onError: (error) => tellFailure(t.lists.bulkFailed, error),
  });
}
