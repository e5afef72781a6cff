import { Button, Meter, Notice, Skeleton, toast } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { useMay, useMe } from "../accounts/me";
import { sentence } from "../frame/failure";
import { useIsWide } from "../frame/media";
import { useTitle } from "../frame/title";
import { Link, useNavigate } from "../routing";
import { t } from "../texts";
import { onboarding as words } from "../texts/onboarding";
import { Preview as WidgetPreview } from "../widgets/preview";
import { widgetsQuery } from "../widgets/queries";
import { doneCount, onboardingQuery, STEPS, useDismissOnboarding, useOnboarding } from "./queries";
import styles from "./setup.module.css";
import { MessageStep, ReplyStep, TeamStep, WorkspaceStep } from "./steps";
import { WidgetStep } from "./widget-step";

/** While somebody waits for it, what happens on their site is looked up this often. */
export const LOOK_EVERY = 4000;

/** The first steps of a workspace. They tick themselves. */
export default function SetUp() {
  const { business } = useMe();
  const may = useMay("settings.manage");
  useTitle(words.nav);
  return (
    <div className={styles.page}>
      <div className={styles.main}>
        {may ? (
          <Steps />
        ) : (
          <>
            <h1 className={styles.title}>{words.title(business.name)}</h1>
            <Notice>{words.locked}</Notice>
          </>
        )}
      </div>
      {may && <Preview />}
    </div>
  );
}

function Steps() {
  const { business } = useMe();
  const progress = useOnboarding();
  const { error, refetch } = useQuery({
    ...onboardingQuery(business.id),
    refetchInterval: (query) =>
      query.state.data && doneCount(query.state.data) < STEPS.length ? LOOK_EVERY : false,
  });
  if (!progress) {
    return error ? (
      <Notice tone="error" action={<Button onPress={() => void refetch()}>{t.frame.tryAgain}</Button>}>
        {sentence(error)}
      </Notice>
    ) : (
      <Skeleton rows={4} height={72} label={t.frame.loading} />
    );
  }
  const done = doneCount(progress);
  return (
    <>
      <header className={styles.head}>
        <div className={styles.words}>
          <h1 className={styles.title}>{words.title(business.name)}</h1>
          <p className={styles.intro}>{words.intro}</p>
        </div>
        <div className={styles.progress}>
          <Meter
            label={words.progressLabel}
            value={done}
            max={STEPS.length}
            text={words.progress(done, STEPS.length)}
            warnAt={2}
          />
          <span role="status">{words.progress(done, STEPS.length)}</span>
        </div>
      </header>
      <ol className={styles.steps}>
        <WorkspaceStep />
        <WidgetStep progress={progress} />
        <MessageStep progress={progress} />
        <ReplyStep progress={progress} />
        <TeamStep progress={progress} />
      </ol>
      {!progress.dismissed && <Dismiss isFinished={done === STEPS.length} />}
    </>
  );
}

function Dismiss({ isFinished }: { isFinished: boolean }) {
  const dismiss = useDismissOnboarding();
  const navigate = useNavigate();
  const leave = () =>
    dismiss.mutate(undefined, {
      onSuccess: () => {
        if (!isFinished) toast({ tone: "done", title: words.dismissed, text: words.dismissedText });
        void navigate({ to: "/inbox" });
      },
    });
  return (
    <div className={styles.end}>
      {isFinished && (
        <div>
          <h2 className={styles.stepTitle}>{words.finishedTitle}</h2>
          <p className={styles.intro}>{words.finished}</p>
        </div>
      )}
      <Button variant={isFinished ? "primary" : "quiet"} busy={dismiss.isPending} onPress={leave}>
        {isFinished ? words.finish : words.dismiss}
      </Button>
    </div>
  );
}

/** The first steps show it as it is. */
const NOT_TYPED = {};

function Preview() {
  const { business } = useMe();
  const wide = useIsWide();
  const widget = useQuery({ ...widgetsQuery(business.id), enabled: wide }).data?.[0];
  if (!wide || !widget) return null;
  return (
    <aside className={styles.preview}>
      <Link to="/settings/widget" className={styles.look}>
        {words.changeLook}
      </Link>
      <WidgetPreview widget={widget} typed={NOT_TYPED} />
    </aside>
  );
}
