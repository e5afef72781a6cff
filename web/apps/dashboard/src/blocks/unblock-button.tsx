import type { Block } from "@pingback/api";
import { Button } from "@pingback/ui";
import { blocks as words } from "../texts/blocks";
import { useUnblock } from "./actions";

export function UnblockButton({ block, whom }: { block: Block; whom: string }) {
  const unblock = useUnblock(whom);
  return (
    <Button
      size="small"
      aria-label={words.unblockOf(whom)}
      busy={unblock.isPending}
      onPress={() => unblock.mutate(block)}
    >
      {words.unblock}
    </Button>
  );
}
