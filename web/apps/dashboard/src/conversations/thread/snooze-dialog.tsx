import type { Conversation } from "@pingback/api";
import { Button, Dialog, DialogBody, DialogFoot, Field } from "@pingback/ui";
import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components";
import { t } from "../../texts";
import { useChangeConversation } from "../actions";
import { asFieldValue, snoozeTimes } from "./snooze";

/** Asks for a date and a time, in the member's own time. */
export function SnoozeDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const words = t.thread.snoozeDialog;
  const change = useChangeConversation(conversation);
  const [value, setValue] = useState(() => asFieldValue(snoozeTimes(new Date()).tomorrow));
  const [problem, setProblem] = useState<string | null>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const until = new Date(value);
    if (Number.isNaN(until.getTime())) return setProblem(words.missing);
    if (until.getTime() <= Date.now()) return setProblem(words.past);
    change.mutate({ snoozed_until: until.toISOString() });
    onClose();
  };
  return (
    <Dialog isOpen title={words.title} dismissLabel={t.frame.dismiss} onClose={onClose}>
      <Form onSubmit={submit} validationErrors={problem ? { until: problem } : {}}>
        <DialogBody>
          <Field
            label={words.field}
            hint={words.hint}
            name="until"
            // The browser's own field knows the reader's calendar and clock.
            type={"datetime-local" as "text"}
            value={value}
            onChange={(next) => {
              setValue(next);
              setProblem(null);
            }}
            autoFocus
            isRequired
            words={{ missing: words.missing }}
          />
        </DialogBody>
        <DialogFoot>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button type="submit" variant="primary">
            {words.submit}
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
