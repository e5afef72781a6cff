import { Check } from "lucide-react";
import { ListBox, ListBoxItem } from "react-aria-components";
import { menuStyles } from "./menu";
import type { Popup } from "./popup";
import { PopupCard } from "./popup-card";

interface SelectListProps {
  popup: Popup;
  label: string;
  options: readonly { id: string; label: string }[];
  value: string;
  onChange: (value: string) => void;
}

/** The choices of a `Select`. */
export default function SelectList({ popup, label, options, value, onChange }: SelectListProps) {
  return (
    <PopupCard popup={popup} placement="bottom start" aria-label={label}>
      <ListBox
        className={menuStyles.menu ?? ""}
        aria-label={label}
        autoFocus={popup.start}
        selectionMode="single"
        selectedKeys={[value]}
        items={options}
        onSelectionChange={(keys) => {
          // Pressing what is chosen takes nothing away.
          const chosen = [...(keys as Set<string>)][0] ?? value;
          popup.setOpen(false);
          if (chosen !== value) onChange(chosen);
        }}
      >
        {(option) => (
          <ListBoxItem id={option.id} textValue={option.label} className={menuStyles.item ?? ""}>
            {({ isSelected }) => (
              <>
                <span className={menuStyles.words}>{option.label}</span>
                {isSelected && (
                  <Check size={16} strokeWidth={1.75} className={menuStyles.check} aria-hidden />
                )}
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </PopupCard>
  );
}
