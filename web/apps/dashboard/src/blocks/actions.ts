import type { Block, components } from "@pingback/api";
import { toast } from "@pingback/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMe } from "../accounts/me";
import { answer, api } from "../api";
import { tellFailure } from "../frame/failure";
import { blocks as words } from "../texts/blocks";
import { blockKeys } from "./queries";

function useEditList() {
  const key = blockKeys.list(useMe().business.id);
  const client = useQueryClient();
  return (next: (blocks: Block[]) => Block[]) => client.setQueryData<Block[]>(key, (old) => old && next(old));
}

/** `whom` is how the notice calls them. */
export function useBlock(whom: string) {
  const edit = useEditList();
  return useMutation({
    mutationFn: (body: components["schemas"]["NewBlock"]) => answer(api.POST("/api/v1/blocks", { body })),
    onSuccess: (made) => {
      edit((old) => [made, ...old.filter((block) => block.id !== made.id)]);
      toast({ tone: "done", title: words.blocked(made.address ?? whom) });
    },
  });
}

export function useUnblock(whom: string) {
  const edit = useEditList();
  return useMutation({
    mutationFn: ({ id }: Block) => answer(api.DELETE("/api/v1/blocks/{id}", { params: { path: { id } } })),
    onSuccess: (_, { id }) => {
      edit((old) => old.filter((block) => block.id !== id));
      toast({ tone: "done", title: words.unblocked(whom) });
    },
    onError: (error) => tellFailure(words.failed, error),
  });
}
