import { Dialog, DialogBody, DialogFoot, Notice } from "@pingback/ui";
import { useMe } from "../accounts/me";
import { useBindings } from "../keyboard/bindings-store";
import { commandsOf, SECTIONS } from "../keyboard/commands";
import { Keys } from "../keyboard/keys";
import { usePreferences } from "../preferences/queries";
import { Link } from "../routing";
import { t } from "../texts";
import { keyboard as words } from "../texts/keyboard";
import styles from "./key-list.module.css";

/** Every command with its key, as they are set now. */
export default function KeyList({ onClose }: { onClose: () => void }) {
  const bindings = useBindings();
  const { keyboard } = usePreferences(useMe().business.id);
  return (
    <Dialog title={words.listTitle} isOpen onClose={onClose} dismissLabel={t.frame.dismiss}>
      <DialogBody>
        {keyboard.enabled ? <p>{words.intro}</p> : <Notice>{words.isOff}</Notice>}
        <div className={styles.columns}>
          {SECTIONS.map((section) => (
            <section key={section}>
              <h3 className={styles.section}>{words.sections[section]}</h3>
              <dl className={styles.list}>
                {commandsOf(section).map(({ id }) => (
                  <div key={id} className={styles.line}>
                    <dt>{words.commands[id]}</dt>
                    <dd>
                      {bindings[id] ? (
                        <Keys keys={bindings[id]} />
                      ) : (
                        <span className={styles.none}>{words.none}</span>
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogBody>
      <DialogFoot note={null}>
        <Link to="/settings/keyboard" onClick={onClose}>
          {words.change}
        </Link>
      </DialogFoot>
    </Dialog>
  );
}
