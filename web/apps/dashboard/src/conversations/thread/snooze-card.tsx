import { MenuPopup, type Popup } from "@pingback/ui";
import { SnoozeItems, type SnoozeItemsProps } from "./snooze-items";

export default function SnoozeCard({ popup, ...items }: SnoozeItemsProps & { popup: Popup }) {
  return (
    <MenuPopup popup={popup} placement="bottom end">
      <SnoozeItems {...items} />
    </MenuPopup>
  );
}
