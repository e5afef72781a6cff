import { useRef, useState } from "preact/hooks";
import { emailFault } from "../conversation/email";
import { panelTexts } from "../texts";
import { useChat } from "./context";
import { Field } from "./Field";
import { useValue } from "./useValue";

/** The owner's words before ours. */
const sentence = (text: string): string => (text ? `${text.replace(/[.!?…]?$/, (end) => end || ".")} ` : "");

/** While nobody of the team is here: the answer may come by email, where the server sends any. May be skipped. */
export function EmailCard() {
  const chat = useChat();
  const texts = panelTexts();
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const isReady = useValue(chat.phase) === "ready";
  const isOffline = useValue(chat.availability) === "offline";
  const state = useValue(chat.about.email);
  const email = useValue(chat.about.emailSavedAs);
  const last = useValue(chat.messages).at(-1);

  const { askEmail, awayMessage } = chat.settings;
  if (!isReady || !isOffline) return null;
  // An answer came after all: asking would be in the way.
  const isAnswered = last?.sender === "agent";
  if (!askEmail || !chat.bridge.look.answersByEmail) {
    return isAnswered ? null : <p class="system">{sentence(awayMessage) || texts.offlineHint}</p>;
  }
  if (state === "saved") {
    return email ? (
      <p class="system" role="status">
        {texts.emailSaved(email)}
      </p>
    ) : null;
  }
  if (state === "skipped" || isAnswered) return null;

  const refuse = (sentence: string) => {
    setFault(sentence);
    input.current?.focus();
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    const email = input.current?.value.trim() ?? "";
    const slip = emailFault(email);
    if (slip) return refuse(slip === "noEnding" ? texts.emailNoEnding : texts.emailNoAt);
    setBusy(true);
    setFault("");
    try {
      await chat.about.saveEmail(email);
    } catch (error) {
      refuse(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form class="card email" noValidate onSubmit={submit}>
      <h3>{texts.nobodyHere}</h3>
      <p>{`${sentence(awayMessage)}${texts.leaveEmail}`}</p>
      <Field field={input} id="pb-email" label={texts.yourEmail} fault={fault} kind="email" />
      <button type="submit" class="primary" aria-disabled={busy}>
        {busy ? texts.sending : texts.notifyMe}
      </button>
      <button type="button" class="text" onClick={() => chat.about.skipEmail()}>
        {texts.withoutEmail}
      </button>
    </form>
  );
}
