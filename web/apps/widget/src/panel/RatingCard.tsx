import { useRef, useState } from "preact/hooks";
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

/** A face that is chosen is the rating; words may follow. */
export function RatingCard({ conversationId }: { conversationId: string }) {
  const { rating } = useChat();
  const texts = panelTexts();
  const [isOpen, setOpen] = useState(() => {
    rating.look(conversationId);
    return !rating.given.value;
  });
  const given = useValue(rating.given);
  const mayChange = useValue(rating.mayChange);
  const [chosen, setChosen] = useState(given);
  const [comment, setComment] = useState(rating.comment);
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);

  const newest = useRef(0);

  /** Whether it was taken, and nothing else chosen meanwhile: what became of an older choice no longer matters. */
  const give = async (stars: number, words?: string) => {
    const attempt = ++newest.current;
    setChosen(stars);
    setFault("");
    try {
      await rating.give(conversationId, stars, words);
      return attempt === newest.current;
    } catch (error) {
      if (attempt === newest.current) {
        setChosen(rating.given.value);
        setFault(error instanceof Error ? error.message : String(error));
      }
      return false;
    }
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    if (await give(chosen, comment.trim())) setOpen(false);
    setBusy(false);
  };
  const thanks = (
    <p class="system" role="status">
      {given > 0 && texts.rated(texts.rateScale[given - 1] ?? "")}{" "}
      {!isOpen && mayChange && (
        <button type="button" class="text" onClick={() => setOpen(true)}>
          {texts.rateChange}
        </button>
      )}
    </p>
  );
  if (!isOpen) return thanks;
  return (
    <form class="card rating" onSubmit={submit}>
      <fieldset>
        <legend>{texts.rateTitle}</legend>
        {each(MOUTHS, (mouth, i) => (
          <button
            key={mouth}
            type="button"
            class="face"
            title={texts.rateScale[i]}
            aria-label={texts.rateScale[i]}
            aria-pressed={chosen === i + 1}
            onClick={() => void give(i + 1)}
          >
            <svg class="icon" width={30} height={30} viewBox="0 0 24 24" aria-hidden="true">
              <path d="M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0M9 9h.01M15 9h.01" />
              <path d={mouth} />
            </svg>
          </button>
        ))}
      </fieldset>
      {thanks}
      <div role="alert" class="fault">
        {fault}
      </div>
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
          <button type="submit" class="primary" aria-disabled={busy}>
            {busy ? texts.sending : texts.rateSend}
          </button>
        </>
      )}
    </form>
  );
}
