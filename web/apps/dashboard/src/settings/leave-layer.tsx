import { part } from "@pingback/ui";
import { Suspense } from "react";
import { useLeaveQuestion } from "./unsaved";

const LeaveQuestion = part(() => import("./leave-question"));

/** Asks before what was typed into a form is lost. */
export function LeaveLayer() {
  const answer = useLeaveQuestion();
  return <Suspense>{answer && <LeaveQuestion onAnswer={answer} />}</Suspense>;
}
