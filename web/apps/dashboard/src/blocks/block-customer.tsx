import type { Block } from "@pingback/api";
import { Button, part } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { Ban } from "lucide-react";
import { Suspense, useState } from "react";
import { useMay, useMe } from "../accounts/me";
import { DetailsSection } from "../conversations/details/section";
import type { KnownCustomer } from "../customers/queries";
import { blocks as words } from "../texts/blocks";
import styles from "./block-customer.module.css";
import { useBlockedBy } from "./blocker";
import { isIn } from "./network";
import { blocksQuery } from "./queries";
import { UnblockButton } from "./unblock-button";

const BlockDialog = part(() => import("./block-dialog"));

/** Of a conversation's details: whether the visitor, or the address they wrote from, is blocked, and the way to it. */
export function BlockCustomer({ customer, name }: { customer: KnownCustomer; name: string }) {
  const may = useMay("visitor.block");
  const all = useQuery({ ...blocksQuery(useMe().business.id), enabled: may }).data;
  const [asks, setAsks] = useState(false);
  if (!all) return null;
  const address = customer.visit?.address ?? null;
  const shutsOut = (block: Block) =>
    block.customer_id === customer.id ||
    (block.address !== null && address !== null && isIn(address, block.address));
  const own = all.filter(shutsOut);
  const isBlocked = own.some((block) => block.customer_id === customer.id);
  return (
    <DetailsSection id="block" title={words.section}>
      <div className={styles.block}>
        {own.map((block) => (
          <Standing key={block.id} block={block} name={name} />
        ))}
        {!isBlocked && (
          <Button
            size="small"
            variant="danger-quiet"
            icon={<Ban size={14} strokeWidth={2} aria-hidden />}
            onPress={() => setAsks(true)}
          >
            {words.open}
          </Button>
        )}
      </div>
      <Suspense>
        {asks && (
          <BlockDialog visitor={{ customerId: customer.id, name, address }} onClose={() => setAsks(false)} />
        )}
      </Suspense>
    </DetailsSection>
  );
}

function Standing({ block, name }: { block: Block; name: string }) {
  const by = useBlockedBy(block);
  const whom = block.address ?? name;
  return (
    <div className={styles.standing}>
      <div>
        <p className={styles.what}>
          {block.address ? words.isBlockedAddress(block.address) : words.isBlocked}
        </p>
        {block.note && <p>{block.note}</p>}
        <p className={styles.by}>{by}</p>
      </div>
      <UnblockButton block={block} whom={whom} />
    </div>
  );
}
