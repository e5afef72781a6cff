import type { Widget } from "@pingback/api";
import { lazy, type ReactNode, Suspense } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useMay } from "../accounts/me";
import { useNavigate, usePlace } from "../routing";
import { widgets as words } from "../texts/widgets";
import { Look } from "./look";
import { ReadOnly } from "./read-only";
import styles from "./tabs.module.css";
import type { Typed } from "./typed";

const Install = lazy(() => import("./install"));
const Identity = lazy(() => import("./identity"));
const Blocked = lazy(() => import("../blocks/blocked"));

interface WidgetTabsProps extends Typed {
  widget: Widget;
  onSecret: (secret: string) => void;
}

/** The parts of a widget's settings; which one is in the address, so that it can be linked to. */
export function WidgetTabs({ widget, typed, onType, onSecret }: WidgetTabsProps) {
  const may = useMay("settings.manage");
  const navigate = useNavigate();
  const asked = usePlace().hash;
  const tabs: Record<string, ReactNode> = {
    look: may ? <Look widget={widget} typed={typed} onType={onType} /> : <ReadOnly widget={widget} />,
    install: <Install widget={widget} />,
    ...(may && { identity: <Identity widget={widget} onSecret={onSecret} /> }),
    blocked: <Blocked />,
  };
  return (
    <Tabs
      selectedKey={Object.hasOwn(tabs, asked) ? asked : "look"}
      onSelectionChange={(tab) => void navigate({ to: "/settings/widget", hash: String(tab), replace: true })}
    >
      <TabList className={styles.list ?? ""} aria-label={words.tabs}>
        {Object.keys(tabs).map((tab) => (
          <Tab key={tab} id={tab} className={styles.tab ?? ""}>
            {words.tabNames[tab as keyof typeof words.tabNames]}
          </Tab>
        ))}
      </TabList>
      {Object.entries(tabs).map(([tab, part]) => (
        <TabPanel key={tab} id={tab} className={styles.panel ?? ""}>
          <Suspense>{part}</Suspense>
        </TabPanel>
      ))}
    </Tabs>
  );
}
