import { useRef, useState } from "preact/hooks";
import { emailFault } from "../conversation/email";
import { panelTexts } from "../texts";
import { useChat } from "./context";
import { Icon } from "./icons";
import { useValue } from "./useValue";

/** While nobody of the team is here: the answer may come by email. May be skipped. */
export function EmailCard() {
  const chat = useChat();
  const texts = panelTexts();
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const isReady = useValue(chat.phase) === "ready";
  const isOffline = useValue(chat.availability) === "offline";
  const state = useValue(chat.email);
  const email = useValue(chat.emailSavedAs);
  const last = useValue(chat.messages).at(-1);

  if (!isReady || !isOffline) return null;
  if (state === "saved") {
    return email ? (
      <p class="system" role="status">
        {texts.emailSaved(email)}
      </p>
    ) : null;
  }
  // An answer came after all: asking would be in the way.
  if (state === "skipped" || last?.sender === "agent") return null;

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
      await chat.saveEmail(email);
    } catch (error) {
      refuse(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form class="card email" noValidate onSubmit={submit}>
      <h3>{texts.nobodyHere}</h3>
      <p>{texts.leaveEmail}</p>
      <label for="pb-email">{texts.yourEmail}</label>
      <input
        ref={input}
        id="pb-email"
        class="field"
        type="email"
        autocomplete="email"
        inputMode="email"
        maxLength={254}
        aria-invalid={fault ? "true" : undefined}
        aria-describedby="pb-email-fault"
      />
      <div id="pb-email-fault" class="fault" role="alert">
        {fault && (
          <>
            <Icon name="alert" size={14} />
            <span>{fault}</span>
          </>
        )}
      </div>
      <button type="submit" class="primary" aria-disabled={busy}>
        {busy ? texts.sending : texts.notifyMe}
      </button>
      <button type="button" class="text" onClick={() => chat.skipEmail()}>
        {texts.withoutEmail}
      </button>
    </form>
  );
}
