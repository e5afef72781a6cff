import { useState } from "preact/hooks";
import { each } from "../shared/plain";
import { panelTexts } from "../texts";
import { useChat } from "./context";
import { useValue } from "./useValue";

/** Mouths of five faces, from sad to glad. Drawn: not every system has emoji. */
const MOUTHS = [
  "M7.5 17q4.5-6 9 0",
  "M8 16.5q4-3 8 0",
  "M8 15.5h8",
  "M8 14.5q4 3.5 8 0",
  "M7 13.5h10q-1 4.5-5 4.5t-5-4.5z",
];
const LONGEST = 1_000;

export function RatingCard({ conversationId }: { conversationId: string }) {
  const { rating } = useChat();
  const texts = panelTexts();
  const given = useValue(rating.given);
  const mayChange = useValue(rating.mayChange);
  const [isChanging, setChanging] = useState(false);
  const [chosen, setChosen] = useState(0);
  const [comment, setComment] = useState("");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);

  if (given && !isChanging) {
    return (
      <p class="system" role="status">
        {texts.rated(texts.rateScale[given - 1] ?? "")}{" "}
        {mayChange && (
          <button
            type="button"
            class="text"
            onClick={() => {
              setChosen(given);
              setChanging(true);
            }}
          >
            {texts.rateChange}
          </button>
        )}
      </p>
    );
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy || !chosen) return;
    setBusy(true);
    setFault("");
    try {
      await rating.give(conversationId, chosen, comment.trim());
      setChanging(false);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="card rating" onSubmit={submit}>
      <fieldset>
        <legend>{texts.rateTitle}</legend>
        {each(MOUTHS, (mouth, i) => (
          <label key={mouth} class={chosen === i + 1 ? "is-chosen" : ""} title={texts.rateScale[i]}>
            <input
              type="radio"
              name="pb-rating"
              class="unseen"
              aria-label={texts.rateScale[i]}
              checked={chosen === i + 1}
              onChange={() => setChosen(i + 1)}
            />
            <svg class="icon" width={30} height={30} viewBox="0 0 24 24" aria-hidden="true">
              <path d="M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0M9 9h.01M15 9h.01" />
              <path d={mouth} />
            </svg>
          </label>
        ))}
      </fieldset>
      {chosen > 0 && (
        <>
          <label class="comment">
            {`${texts.rateComment} (${texts.optional})`}
            <textarea
              class="field"
              rows={2}
              maxLength={LONGEST}
              value={comment}
              onInput={(event) => setComment(event.currentTarget.value)}
            />
          </label>
          <div role="alert" class="fault">
            {fault}
          </div>
          <button type="submit" class="primary" aria-disabled={busy}>
            {busy ? texts.sending : texts.rateSend}
          </button>
        </>
      )}
    </form>
  );
}
