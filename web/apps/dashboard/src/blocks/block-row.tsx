import type { Block } from "@pingback/api";
import { useQuery } from "@tanstack/react-query";
import { Network, UserRound } from "lucide-react";
import { useMe } from "../accounts/me";
import { customerQuery } from "../customers/queries";
import { blocks as words } from "../texts/blocks";
import styles from "./blocked.module.css";
import { useBlockedBy } from "./blocker";
import { UnblockButton } from "./unblock-button";

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
  const by = useBlockedBy(block);
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
        <p className={styles.by}>{by}</p>
      </div>
      <UnblockButton block={block} whom={whom} />
    </li>
  );
}
