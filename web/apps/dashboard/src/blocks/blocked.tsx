import type { Block } from "@pingback/api";
import { Button, Empty, Notice, Skeleton } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { Ban, Plus } from "lucide-react";
import { useState } from "react";
import { useMe } from "../accounts/me";
import { sentence } from "../frame/failure";
import { SettingsCard } from "../settings/settings-page";
import { t } from "../texts";
import { blocks as words } from "../texts/blocks";
import BlockDialog from "./block-dialog";
import { BlockRow } from "./block-row";
import styles from "./blocked.module.css";
import { blocksQuery } from "./queries";

/** Each row asks who the visitor is: not a thousand of them at once. */
const AT_ONCE = 25;

/** Whom the team does not want to hear from. */
export default function Blocked() {
  const [isAdding, setAdding] = useState(false);
  return (
    <SettingsCard title={words.title} intro={words.intro}>
      <div className={styles.blocked}>
        <div>
          <Button icon={<Plus size={16} strokeWidth={1.75} aria-hidden />} onPress={() => setAdding(true)}>
            {words.add}
          </Button>
        </div>
        <Blocks />
      </div>
      {isAdding && <BlockDialog onClose={() => setAdding(false)} />}
    </SettingsCard>
  );
}

function Blocks() {
  const blocks = useQuery(blocksQuery(useMe().business.id));
  const [shown, setShown] = useState(AT_ONCE);
  if (blocks.isPending) return <Skeleton rows={3} height={56} label={t.frame.loading} />;
  if (blocks.isError) {
    return (
      <Notice tone="error" action={<Button onPress={() => void blocks.refetch()}>{t.frame.tryAgain}</Button>}>
        {sentence(blocks.error)}
      </Notice>
    );
  }
  const all: Block[] = blocks.data;
  if (all.length === 0) {
    return (
      <Empty icon={<Ban size={40} strokeWidth={1.25} />} title={words.emptyTitle}>
        {words.empty}
      </Empty>
    );
  }
  const more = Math.min(AT_ONCE, all.length - shown);
  return (
    <>
      <ul className={styles.list} aria-label={words.list}>
        {all.slice(0, shown).map((block) => (
          <BlockRow key={block.id} block={block} />
        ))}
      </ul>
      {more > 0 && (
        <div>
          <Button onPress={() => setShown(shown + AT_ONCE)}>{words.more(more)}</Button>
        </div>
      )}
    </>
  );
}
