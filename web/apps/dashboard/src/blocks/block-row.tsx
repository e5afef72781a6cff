import type { Block } from "@pingback/api";
import { Button } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { Network, UserRound } from "lucide-react";
import { useMe } from "../accounts/me";
import { customerQuery } from "../customers/queries";
import { nameOf, useMembers } from "../members/queries";
import { blocks as words } from "../texts/blocks";
import { longAgo } from "../texts/times";
import { useNow } from "../texts/use-now";
import { useUnblock } from "./actions";
import styles from "./blocked.module.css";

export function BlockRow({ block }: { block: Block }) {
  const { customer_id, address } = block;
  return customer_id ? (
    <VisitorRow block={block} customerId={customer_id} />
  ) : (
    <Row block={block} whom={address ?? ""} isAddress />
  );
}

function VisitorRow({ block, customerId }: { block: Block; customerId: string }) {
  const { data } = useQuery(customerQuery(useMe().business.id, customerId));
  return <Row block={block} whom={data?.name || data?.email || words.unnamed} />;
}

function Row({ block, whom, isAddress = false }: { block: Block; whom: string; isAddress?: boolean }) {
  const now = useNow();
  const by = useBlocker(block);
  const unblock = useUnblock(whom);
  const Icon = isAddress ? Network : UserRound;
  return (
    <li className={styles.row}>
      <Icon
        size={18}
        strokeWidth={1.75}
        className={styles.icon}
        aria-label={isAddress ? words.address : words.visitor}
        role="img"
      />
      <div className={styles.words}>
        <p className={styles.whom}>{whom}</p>
        {block.note && <p className={styles.note}>{block.note}</p>}
        <p className={styles.by}>{words.by(by, longAgo(block.created_at, now))}</p>
      </div>
      <Button
        size="small"
        aria-label={words.unblockOf(whom)}
        busy={unblock.isPending}
        onPress={() => unblock.mutate(block)}
      >
        {words.unblock}
      </Button>
    </li>
  );
}

/** Who put it up, in a sentence. */
export function useBlocker({ created_by }: Block): string {
  const me = useMe();
  const members = useMembers();
  return created_by === me.user.id ? words.you : (nameOf(members, created_by) ?? words.somebody);
}
