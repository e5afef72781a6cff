import { Button, Dialog, DialogBody, DialogFoot } from "@pingback/ui";
import { useEffect, useRef } from "react";
import { t } from "../texts";
import { settingsPages } from "../texts/settings-pages";
import type { AnswerLeave } from "./unsaved";

const words = settingsPages.leaving;

export default function LeaveQuestion({ onAnswer }: { onAnswer: AnswerLeave }) {
  return (
    <Dialog alert title={words.title} isOpen onClose={() => onAnswer(false)} dismissLabel={t.frame.dismiss}>
      <DialogBody>
        <p>{words.text}</p>
      </DialogBody>
      <DialogFoot>
        <Stay onPress={() => onAnswer(false)} />
        <Button variant="danger" onPress={() => onAnswer(true)}>
          {words.leave}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

/** The choice that loses nothing has the focus: taken once a dialog below, if there is one, lets go of it. */
function Stay({ onPress }: { onPress: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <Button ref={button} onPress={onPress}>
      {words.stay}
    </Button>
  );
}
