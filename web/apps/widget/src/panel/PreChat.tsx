import { useRef, useState } from "preact/hooks";
import { emailFault } from "../conversation/email";
import type { Asked } from "../conversation/settings";
import { panelTexts } from "../texts";
import { useChat } from "./context";
import { Field } from "./Field";
import { Icon } from "./icons";

type Faults = { name?: string; email?: string; form?: string };

/** What the owner wants to know before the first message. */
export function PreChat() {
  const chat = useChat();
  const texts = panelTexts();
  const name = useRef<HTMLInputElement>(null);
  const email = useRef<HTMLInputElement>(null);
  const [faults, setFaults] = useState<Faults>({});
  const [busy, setBusy] = useState(false);
  const asked = chat.settings.preChat ?? { name: "off", email: "off" };
  const maySkip = asked.name !== "required" && asked.email !== "required";

  const check = (values: { name: string; email: string }): Faults => {
    const found: Faults = {};
    if (asked.name === "required" && !values.name) found.name = texts.nameMissing;
    const slip = emailFault(values.email);
    if (slip === "noEnding") found.email = texts.emailNoEnding;
    else if (slip === "noAt") found.email = texts.emailNoAt;
    else if (slip && asked.email === "required") found.email = texts.emailMissing;
    return found;
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    const values = { name: name.current?.value.trim() ?? "", email: email.current?.value.trim() ?? "" };
    const found = check(values);
    setFaults(found);
    if (found.name) return name.current?.focus();
    if (found.email) return email.current?.focus();
    setBusy(true);
    try {
      await chat.introduce(values);
    } catch (error) {
      setFaults({ form: error instanceof Error ? error.message : String(error) });
    } finally {
      setBusy(false);
    }
  };
  const label = (words: string, need: Asked) =>
    need === "optional" ? `${words} (${texts.optional})` : words;

  return (
    <div class="home">
      <header class="bar">
        <button type="button" class="bar-button" aria-label={texts.back} onClick={() => chat.leave()}>
          <Icon name="back" size={18} />
        </button>
        <h2>{chat.bridge.look.name}</h2>
      </header>
      <form class="form" noValidate onSubmit={submit}>
        <h3>{texts.beforeWeStart}</h3>
        <p>{texts.beforeWeStartHint}</p>
        {asked.name !== "off" && (
          <Field
            field={name}
            id="pb-name"
            label={label(texts.yourName, asked.name)}
            fault={faults.name}
            kind="name"
            takesFocus
          />
        )}
        {asked.email !== "off" && (
          <Field
            field={email}
            id="pb-your-email"
            label={label(texts.yourEmail, asked.email)}
            fault={faults.email}
            kind="email"
            takesFocus={asked.name === "off"}
          />
        )}
        <div role="alert" class="fault">
          {faults.form}
        </div>
        <button type="submit" class="primary" aria-disabled={busy}>
          {busy ? texts.sending : texts.startChat}
        </button>
        {maySkip && (
          <button type="button" class="text" onClick={() => void chat.introduce({})}>
            {texts.skip}
          </button>
        )}
      </form>
    </div>
  );
}
