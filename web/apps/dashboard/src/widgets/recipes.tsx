import { useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { Code, Prose } from "./code";
import { filledIn, type Recipe } from "./guide";
import styles from "./recipes.module.css";
import tabs from "./tabs.module.css";

interface RecipesProps {
  label: string;
  recipes: readonly Recipe[];
  widgetId: string;
  /** Where a recipe has no code of its own. */
  lines: string;
  codeLabel: string;
  copyLabel?: string;
}

/** Several ways to do the same, one at a time. */
export function Recipes({ label, recipes, widgetId, lines, codeLabel, copyLabel }: RecipesProps) {
  const [chosen, setChosen] = useState(recipes[0]?.name ?? "");
  return (
    <Tabs selectedKey={chosen} onSelectionChange={(name) => setChosen(String(name))}>
      <TabList className={tabs.list ?? ""} aria-label={label}>
        {recipes.map(({ name }) => (
          <Tab key={name} id={name} className={tabs.tab ?? ""}>
            {name}
          </Tab>
        ))}
      </TabList>
      {recipes.map(({ name, before, code, after }) => (
        <TabPanel key={name} id={name} className={styles.panel ?? ""}>
          <Prose>{before}</Prose>
          <Code label={codeLabel} isPrimary {...(copyLabel ? { copyLabel } : {})}>
            {code === null ? lines : filledIn(code, widgetId, location.origin)}
          </Code>
          {after && <Prose>{after}</Prose>}
        </TabPanel>
      ))}
    </Tabs>
  );
}
