import { Button } from "@pingback/ui";
import { useQuery } from "@tanstack/react-query";
import { useMay, useMe } from "../accounts/me";
import { usageQuery } from "../billing/queries";
import { useNavigate } from "../routing";
import { members as memberWords } from "../texts/members";
import { onboarding as words } from "../texts/onboarding";
import { DemoLink } from "./demo-link";
import { isDone, type Onboarding } from "./queries";
import styles from "./setup.module.css";
import { StepCard } from "./step-card";

export function WorkspaceStep() {
  const isOwner = useMe().team_role === "owner";
  return <StepCard step="workspace" isDone done={isOwner ? words.doneAs.owner : words.doneAs.other} />;
}

export function MessageStep({ progress }: { progress: Onboarding }) {
  return <StepCard step="message" isDone={isDone("message", progress)} action={<DemoLink />} />;
}

export function ReplyStep({ progress }: { progress: Onboarding }) {
  const navigate = useNavigate();
  return (
    <StepCard
      step="reply"
      isDone={isDone("reply", progress)}
      action={
        progress.first_message && (
          <Button onPress={() => void navigate({ to: "/inbox" })}>{words.openInbox}</Button>
        )
      }
    />
  );
}

export function TeamStep({ progress }: { progress: Onboarding }) {
  const me = useMe();
  const navigate = useNavigate();
  const mayInvite = useMay("member.invite");
  const usage = useQuery(usageQuery(me.business.id)).data;
  const hasSeats = usage?.agents.limit !== 0;
  return (
    <StepCard
      step="team"
      isDone={isDone("team", progress)}
      action={
        mayInvite &&
        usage && (
          <Button onPress={() => void navigate({ to: hasSeats ? "/settings/team" : "/settings/usage" })}>
            {hasSeats ? words.invite : words.seePlans}
          </Button>
        )
      }
    >
      {!mayInvite && <p className={styles.intro}>{memberWords.onlyOwner}</p>}
      {mayInvite && usage && !hasSeats && <p className={styles.intro}>{words.noSeats(usage.plan_name)}</p>}
    </StepCard>
  );
}
