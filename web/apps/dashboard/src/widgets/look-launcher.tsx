import { Field, Switch } from "@pingback/ui";
import { CircleHelp, Hand, MessageCircle } from "lucide-react";
import { SettingsCard } from "../settings/settings-page";
import { widgets } from "../texts/widgets";
import styles from "./look.module.css";
import { Segments } from "./segments";
import type { PartProps } from "./typed";

const words = widgets.look;

const SIDES = [
  { value: "left", label: words.positions.left },
  { value: "right", label: words.positions.right },
] as const;
const ICONS = [
  {
    value: "chat",
    label: words.icons.chat,
    icon: <MessageCircle size={16} strokeWidth={1.75} aria-hidden />,
  },
  {
    value: "question",
    label: words.icons.question,
    icon: <CircleHelp size={16} strokeWidth={1.75} aria-hidden />,
  },
  { value: "wave", label: words.icons.wave, icon: <Hand size={16} strokeWidth={1.75} aria-hidden /> },
] as const;

export function LauncherPart({ fields, change }: PartProps) {
  return (
    <SettingsCard title={words.launcher}>
      <div className={styles.part}>
        <Segments
          label={words.icon}
          options={ICONS}
          value={fields.launcher_icon}
          onChange={(launcher_icon) => change({ launcher_icon })}
        />
        <Field
          name="config/launcher_text"
          label={words.text}
          hint={words.textHint}
          optional={words.optional}
          value={fields.launcher_text}
          onChange={(launcher_text) => change({ launcher_text })}
        />
        <Segments
          label={words.position}
          options={SIDES}
          value={fields.position}
          onChange={(position) => change({ position })}
        />
        <div className={styles.pair}>
          <Field
            name="config/offset_x"
            label={words.offsetX}
            hint={words.pixels}
            inputMode="numeric"
            value={fields.offset_x}
            onChange={(offset_x) => change({ offset_x })}
          />
          <Field
            name="config/offset_y"
            label={words.offsetY}
            hint={words.pixels}
            inputMode="numeric"
            value={fields.offset_y}
            onChange={(offset_y) => change({ offset_y })}
          />
        </div>
        <Switch
          label={words.hide}
          hint={words.hideHint}
          isSelected={fields.hide_launcher}
          onChange={(hide_launcher) => change({ hide_launcher })}
        />
      </div>
    </SettingsCard>
  );
}
