import { CircleDashed } from "lucide-react";
import { Link, usePlace } from "../routing";
import { onboarding as words } from "../texts/onboarding";
import { doneCount, STEPS, useOnboarding } from "./queries";

export interface SetUpLinkProps {
  collapsed?: boolean;
  /** The look of the place it stands in. */
  className: string | undefined;
  labelClass?: string | undefined;
  countClass?: string | undefined;
}

/** The way to the first steps, until they are done or hidden. */
export function SetUpLink({ collapsed, className, labelClass, countClass }: SetUpLinkProps) {
  const progress = useOnboarding();
  const isHere = usePlace().pathname === "/setup";
  if (!progress || progress.dismissed) return null;
  const done = doneCount(progress);
  return (
    <Link
      to="/setup"
      className={className}
      aria-current={isHere ? "page" : undefined}
      aria-label={words.navName(done, STEPS.length)}
      data-tip={collapsed ? words.nav : undefined}
    >
      <CircleDashed size={collapsed ? 18 : 16} strokeWidth={1.75} aria-hidden />
      {!collapsed && (
        <>
          <span className={labelClass}>{words.nav}</span>
          <span className={countClass}>{words.progress(done, STEPS.length)}</span>
        </>
      )}
    </Link>
  );
}
