import type { Widget } from "@pingback/api";
import { Button, Field, Skeleton } from "@pingback/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useMe } from "../accounts/me";
import { ProblemForm } from "../accounts/problem-form";
import { answer, api } from "../api";
import { t } from "../texts";
import { onboarding as words } from "../texts/onboarding";
import { widgetKeys, widgetsQuery } from "../widgets/queries";
import { snippetFor } from "../widgets/snippet";
import { useCopy } from "../widgets/use-copy";
import { DemoLink } from "./demo-link";
import { isDone, type Onboarding, onboardingKeys, onboardingQuery } from "./queries";
import styles from "./setup.module.css";
import { StepCard } from "./step-card";

export function WidgetStep({ progress }: { progress: Onboarding }) {
  const widgets = useQuery(widgetsQuery(useMe().business.id)).data;
  const widget = widgets?.[0];
  return (
    <StepCard step="widget" isDone={isDone("widget", progress)}>
      {!widgets ? (
        <Skeleton rows={1} height={72} label={t.frame.loading} />
      ) : widget ? (
        <Installation widget={widget} />
      ) : (
        <CreateWidget />
      )}
    </StepCard>
  );
}

function CreateWidget() {
  const { business } = useMe();
  const client = useQueryClient();
  const create = useMutation({
    mutationFn: (domain: string) => answer(api.POST("/api/v1/widget/create", { body: { domain } })),
    onSuccess: (widget) => {
      client.setQueryData<Widget[]>(widgetKeys.list(business.id), (old) => [...(old ?? []), widget]);
      void client.invalidateQueries({ queryKey: onboardingKeys.progress(business.id) });
    },
  });
  return (
    <ProblemForm
      className={styles.form}
      fields={["domain"]}
      place={(problem) => (problem.status === 400 ? "domain" : undefined)}
      error={create.error}
      onSubmit={({ domain = "" }) => create.mutate(domain.trim())}
    >
      <p className={styles.intro}>{words.whichSite}</p>
      <Field
        name="domain"
        label={words.domain}
        hint={t.widget.domainHint}
        defaultValue={business.website ?? ""}
        inputMode="url"
        isRequired
        words={{ missing: t.widget.domainMissing }}
      />
      <div>
        <Button type="submit" variant="primary" busy={create.isPending}>
          {words.createWidget}
        </Button>
      </div>
    </ProblemForm>
  );
}

function Installation({ widget }: { widget: Widget }) {
  const { copied, copy } = useCopy();
  const snippet = snippetFor(widget.id, location.origin);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre className={styles.code} tabIndex={0} aria-label={t.widget.snippetTitle} role="region">
        <code>{snippet}</code>
      </pre>
      <div className={styles.actions}>
        <Button
          variant="primary"
          icon={<Copy size={16} strokeWidth={1.75} aria-hidden />}
          onPress={() => copy(snippet)}
        >
          {copied ? t.widget.copied : t.widget.copy}
        </Button>
        <DemoLink />
      </div>
      <div className={styles.waiting}>
        <span className={styles.pulse} aria-hidden="true" />
        <div className={styles.words}>
          <p role="status" className={styles.waitingTitle}>
            {words.waiting(widget.domain)}
          </p>
          <p className={styles.hint}>{words.waitingHint}</p>
        </div>
        <Checked />
      </div>
    </>
  );
}

/** How long ago the server was asked; seen, not read out every second. */
function Checked() {
  const { dataUpdatedAt } = useQuery(onboardingQuery(useMe().business.id));
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span aria-hidden="true" className={styles.hint}>
      {words.checked(Math.max(0, Math.round((now - dataUpdatedAt) / 1000)))}
    </span>
  );
}
