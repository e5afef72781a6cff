import type { Usage } from "@pingback/api";
import { Button, Dialog, DialogBody, DialogFoot, Field, RadioCards, toast } from "@pingback/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMe } from "../accounts/me";
import { ProblemForm } from "../accounts/problem-form";
import { answer, api, Problem } from "../api";
import { billingKeys } from "../billing/queries";
import { Link } from "../routing";
import { t } from "../texts";
import { members as memberWords } from "../texts/members";
import { CopyLine } from "../widgets/copy-line";
import { memberKeys } from "./queries";

const { invitation } = memberWords;

export interface InviteDialogProps {
  onClose: () => void;
  usage: Usage | undefined;
}

export default function InviteDialog({ onClose, usage }: InviteDialogProps) {
  const me = useMe();
  return (
    <Dialog
      title={invitation.title(me.business.name)}
      isOpen
      onClose={onClose}
      dismissLabel={t.frame.dismiss}
    >
      <InviteForm onClose={onClose} usage={usage} />
    </Dialog>
  );
}

function InviteForm({ onClose, usage }: Omit<InviteDialogProps, "isOpen">) {
  const me = useMe();
  const client = useQueryClient();
  const [role, setRole] = useState<"agent" | "admin">("agent");
  const invite = useMutation({
    mutationFn: async (email: string) => {
      await answer(api.POST("/api/v1/team/invite", { params: { query: { email, role } } }));
      return email;
    },
    onSuccess: (email) => {
      // member_joined brings the row as well; whichever is first.
      void client.invalidateQueries({ queryKey: memberKeys.list(me.business.id) });
      void client.invalidateQueries({ queryKey: billingKeys.usage(me.business.id) });
      toast({ tone: "done", title: invitation.done(email) });
      onClose();
    },
  });
  const problem = invite.error instanceof Problem ? invite.error : null;
  const unknown = problem?.status === 404;
  const { limit = null, used = 0 } = usage?.agents ?? {};

  return (
    <ProblemForm
      fields={["email", "role"]}
      error={unknown ? new Problem(404, { detail: invitation.unknown }) : invite.error}
      place={placeOf}
      onSubmit={({ email = "" }) => invite.mutate(email.trim())}
    >
      <DialogBody>
        <p>{invitation.intro}</p>
        <Field
          name="email"
          type="email"
          label={invitation.email}
          isRequired
          // The dialog just opened for this field.
          autoFocus
          autoComplete="off"
          words={{ missing: invitation.missing, wrongType: invitation.shape }}
          after={unknown && <CopyLine value={`${location.origin}/sign-up`} hint={invitation.unknownHint} />}
        />
        <RadioCards
          name="role"
          label={invitation.role}
          value={role}
          onChange={setRole}
          options={[
            { value: "agent", label: memberWords.roles.agent, description: invitation.agentHint },
            { value: "admin", label: memberWords.roles.admin, description: invitation.adminHint },
          ]}
        />
        {problem?.status === 402 && <Link to="/settings/usage">{invitation.seePlans}</Link>}
      </DialogBody>
      <DialogFoot
        note={
          limit === null ? null : used < limit ? invitation.seat(used + 1, limit) : invitation.allTaken(limit)
        }
      >
        <Button onPress={onClose}>{t.frame.cancel}</Button>
        <Button type="submit" variant="primary" busy={invite.isPending}>
          {invitation.submit}
        </Button>
      </DialogFoot>
    </ProblemForm>
  );
}

/** Unknown, already a member, not confirmed: all about the address. A limit is about the plan. */
function placeOf(problem: Problem): string | undefined {
  if (problem.status === 404) return "email";
  if (problem.status !== 400) return undefined;
  return /role/i.test(problem.detail) ? "role" : "email";
}
