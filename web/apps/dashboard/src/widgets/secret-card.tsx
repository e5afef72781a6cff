import type { WidgetIdentity } from "@pingback/api";
import { Button, Dialog, DialogBody, DialogFoot, Notice } from "@pingback/ui";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { DeleteDialog } from "../frame/delete-dialog";
import { sentence } from "../frame/failure";
import { settingsStyles } from "../settings/settings-page";
import { t } from "../texts";
import { date, time } from "../texts/times";
import { useNow } from "../texts/use-now";
import { widgets } from "../texts/widgets";
import { useEndPreviousIdentity, useRotateIdentity } from "./actions";

const words = widgets.identity;

interface SecretCardProps {
  widgetId: string;
  identity: WidgetIdentity;
  /** One was made, and is shown this once. */
  onSecret: (secret: string) => void;
}

/** What there is of secrets, never the secret itself. */
export function SecretCard({ widgetId, identity, onSecret }: SecretCardProps) {
  const now = useNow();
  const [asks, setAsks] = useState<"rotate" | "retire" | null>(null);
  const { hint, has_secret, previous_until } = identity;
  const close = () => setAsks(null);
  return (
    <>
      <p>{hint ? words.hint(hint) : words.none}</p>
      {previous_until && (
        <Notice
          action={
            <Button variant="danger-quiet" onPress={() => setAsks("retire")}>
              {words.retire}
            </Button>
          }
        >
          {words.previous(`${date(previous_until, now)}, ${time(previous_until)}`)}
        </Notice>
      )}
      <div className={settingsStyles.row}>
        <Button
          icon={<KeyRound size={16} strokeWidth={1.75} aria-hidden />}
          onPress={() => setAsks("rotate")}
        >
          {has_secret ? words.rotate : words.make}
        </Button>
      </div>
      {asks === "rotate" && (
        <RotateDialog
          widgetId={widgetId}
          endsOne={previous_until !== null}
          onSecret={onSecret}
          onClose={close}
        />
      )}
      {asks === "retire" && <RetireDialog widgetId={widgetId} onClose={close} />}
    </>
  );
}

interface RotateDialogProps {
  widgetId: string;
  endsOne: boolean;
  onSecret: (secret: string) => void;
  onClose: () => void;
}

function RotateDialog({ widgetId, endsOne, onSecret, onClose }: RotateDialogProps) {
  const rotate = useRotateIdentity(widgetId);
  const confirm = () =>
    rotate.mutate(undefined, {
      onSuccess: ({ secret }) => {
        onSecret(secret);
        onClose();
      },
    });
  return (
    <Dialog alert title={words.rotation.title} isOpen onClose={onClose} dismissLabel={t.frame.dismiss}>
      <DialogBody>
        <p>{words.rotation.text}</p>
        {endsOne && <Notice tone="warning">{words.rotation.ends}</Notice>}
        {rotate.error && <Notice tone="error">{sentence(rotate.error)}</Notice>}
      </DialogBody>
      <DialogFoot>
        <Button onPress={onClose}>{t.frame.cancel}</Button>
        <Button variant="primary" busy={rotate.isPending} onPress={confirm}>
          {words.rotation.confirm}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

function RetireDialog({ widgetId, onClose }: { widgetId: string; onClose: () => void }) {
  const end = useEndPreviousIdentity(widgetId);
  const { title, text, confirm } = words.retirement;
  return (
    <DeleteDialog
      title={title}
      text={text}
      confirm={confirm}
      error={end.error}
      isPending={end.isPending}
      onConfirm={() => end.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
