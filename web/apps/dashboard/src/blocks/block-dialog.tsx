import { AreaField, Button, Dialog, DialogBody, DialogFoot, Field, RadioCards } from "@pingback/ui";
import { useState } from "react";
import { ProblemForm } from "../accounts/problem-form";
import { t } from "../texts";
import { blocks } from "../texts/blocks";
import { useBlock } from "./actions";

const words = blocks.dialog;

interface BlockDialogProps {
  /** A visitor, and where they last wrote from; without one an address is asked for. */
  visitor?: { customerId: string; name: string; address: string | null };
  onClose: () => void;
}

export default function BlockDialog({ visitor, onClose }: BlockDialogProps) {
  const [kind, setKind] = useState<"visitor" | "address">(visitor ? "visitor" : "address");
  const [address, setAddress] = useState(visitor?.address ?? "");
  const [note, setNote] = useState("");
  const block = useBlock(visitor?.name ?? "");
  const submit = () => {
    const whom =
      visitor && kind === "visitor" ? { customer_id: visitor.customerId } : { address: address.trim() };
    block.mutate({ kind, ...whom, note: note.trim() || null }, { onSuccess: onClose });
  };
  return (
    <Dialog
      title={visitor ? words.of(visitor.name) : words.address}
      isOpen
      onClose={onClose}
      dismissLabel={t.frame.dismiss}
    >
      <ProblemForm fields={visitor ? ["note"] : ["address", "note"]} error={block.error} onSubmit={submit}>
        <DialogBody>
          <p>{blocks.intro}</p>
          {visitor?.address && (
            <RadioCards
              label={words.who}
              value={kind}
              onChange={setKind}
              options={[
                { value: "visitor", label: words.visitor, description: words.visitorHint },
                {
                  value: "address",
                  label: words.theirAddress(visitor.address),
                  description: words.theirAddressHint,
                },
              ]}
            />
          )}
          {!visitor && (
            <Field
              name="address"
              label={words.field}
              hint={words.fieldHint}
              value={address}
              onChange={setAddress}
              // The dialog just opened for this field.
              autoFocus
              autoComplete="off"
              isRequired
              words={{ missing: words.missing }}
            />
          )}
          <AreaField
            name="note"
            label={words.note}
            hint={words.noteHint}
            optional={words.optional}
            rows={2}
            maxLength={500}
            value={note}
            onChange={setNote}
          />
        </DialogBody>
        <DialogFoot>
          <Button onPress={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="danger" busy={block.isPending}>
            {words.confirm}
          </Button>
        </DialogFoot>
      </ProblemForm>
    </Dialog>
  );
}
