import { Field, Notice } from "@pingback/ui";
import { SettingsCard } from "../settings/settings-page";
import { widgets } from "../texts/widgets";
import { isColour, paintOf } from "./colour";
import styles from "./look.module.css";
import type { PartProps } from "./typed";

const words = widgets.look;

/** For the picker while what is typed is no colour. */
const BRAND = "#7650ff";

export function ColourAndLogo({ fields, change }: PartProps) {
  const { primary_color, logo_url } = fields;
  const paint = paintOf(primary_color);
  return (
    <SettingsCard title={words.paint}>
      <div className={styles.part}>
        <div className={styles.colour}>
          <Field
            name="primary_color"
            label={words.colour}
            hint={paint && words.reads(paint.text, paint.ratio)}
            value={primary_color}
            onChange={(primary_color) => change({ primary_color })}
            validate={(value) => (isColour(value) ? null : words.colourShape)}
          />
          <input
            type="color"
            aria-label={words.swatch}
            className={styles.swatch}
            value={paint ? primary_color : BRAND}
            onChange={(event) => change({ primary_color: event.target.value.toUpperCase() })}
          />
        </div>
        {paint?.isMoved && (
          <Notice tone="warning" title={words.movedTitle(paint.text, paint.ratio)}>
            <p className={styles.moved}>
              <span className={styles.chip} style={{ background: paint.shown }} aria-hidden="true" />
              {words.moved(paint.shown)}
            </p>
          </Notice>
        )}
        <Field
          name="logo_url"
          label={words.logo}
          hint={words.logoHint}
          optional={words.optional}
          inputMode="url"
          value={logo_url}
          onChange={(logo_url) => change({ logo_url })}
        />
      </div>
    </SettingsCard>
  );
}
