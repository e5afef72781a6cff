import { IconButton, part, usePopup } from "@pingback/ui";
import { type ReactNode, Suspense } from "react";
import type { LabelChoice } from "./label-options";

const LabelCard = part(() => import("./label-card"));

export interface LabelPickerProps extends LabelChoice {
  label: string;
  icon: ReactNode;
  placement?: "bottom start" | "bottom end";
}

/** A button that opens the choice of labels. */
export function LabelPicker({ label, icon, placement = "bottom start", ...choice }: LabelPickerProps) {
  const { popup, trigger, wasOpened } = usePopup("dialog", LabelCard.load);
  return (
    <>
      <IconButton {...trigger} label={label}>
        {icon}
      </IconButton>
      <Suspense>{wasOpened && <LabelCard popup={popup} placement={placement} {...choice} />}</Suspense>
    </>
  );
}
