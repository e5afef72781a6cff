import type { Priority } from "@pingback/api";
import { t } from "../texts";

export const PRIORITY_OPTIONS = (["none", "low", "medium", "high", "urgent"] as const).map((id) => ({
  id,
  label: t.thread.priorities[id],
}));

export type PriorityOption = (typeof PRIORITY_OPTIONS)[number]["id"];

export const asPriority = (option: PriorityOption): Priority | null => (option === "none" ? null : option);
