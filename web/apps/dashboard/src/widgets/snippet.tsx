import type { Widget } from "@pingback/api";
import { Button } from "@pingback/ui";
import { ArrowUpRight, Copy } from "lucide-react";
import { SettingsCard, settingsStyles } from "../settings/settings-page";
import { t } from "../texts";
import styles from "./snippet.module.css";
import { useCopy } from "./use-copy";

export function snippetFor(widgetId: string, origin: string): string {
  return `<script>window.PingBackWidgetId = "${widgetId}";</script>\n<script src="${origin}/widget.js" async></script>`;
}

export function Snippet({ widget }: { widget: Widget }) {
  const { copied, copy } = useCopy();
  const snippet = snippetFor(widget.id, location.origin);
  return (
    <SettingsCard title={`${t.widget.snippetTitle}: ${widget.domain}`} intro={t.widget.snippetHint}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre className={styles.code} tabIndex={0} aria-label={t.widget.snippetTitle} role="region">
        <code>{snippet}</code>
      </pre>
      <div className={settingsStyles.row}>
        <Button
          variant="primary"
          icon={<Copy size={16} strokeWidth={1.75} aria-hidden />}
          onPress={() => copy(snippet)}
        >
          {copied ? t.widget.copied : t.widget.copy}
        </Button>
        <a className={styles.demo} href={`/demo?widget=${widget.id}`} target="_blank" rel="noopener">
          {t.widget.demo} <ArrowUpRight size={14} strokeWidth={2} aria-hidden />
        </a>
      </div>
    </SettingsCard>
  );
}
