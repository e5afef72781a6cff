import { type Popup, PopupCard } from "@pingback/ui";
import { t } from "../texts";
import { type LabelChoice, LabelOptions } from "./label-options";

interface LabelCardProps extends LabelChoice {
  popup: Popup;
  placement: "bottom start" | "bottom end";
}

export default function LabelCard({ popup, placement, ...choice }: LabelCardProps) {
  return (
    <PopupCard popup={popup} placement={placement} aria-label={t.lists.labels}>
      <LabelOptions {...choice} />
    </PopupCard>
  );
}
