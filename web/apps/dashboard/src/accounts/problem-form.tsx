import { Problem } from "@pingback/api";
import { Notice } from "@pingback/ui";
import { type FormEvent, type ReactNode, useState } from "react";
import { Form } from "react-aria-components";
import { capitalised, sentence } from "../frame/failure";

export interface ProblemFormProps {
  error: Error | null;
  /** Fields that this form shows; an error elsewhere is told above the button. */
  fields: readonly string[];
  /** Where a problem without pointers belongs, for instance "email" for a name already taken. */
  place?: (problem: Problem) => string | undefined;
  onSubmit: (values: Record<string, string>) => void;
  className?: string | undefined;
  children: ReactNode;
}

const NOTHING = { error: null, atFields: {} };

/** A form whose server errors stand at their fields, by React Aria's validationErrors. */
export function ProblemForm({ error, fields, place, onSubmit, className, children }: ProblemFormProps) {
  // Made once for each error: to React Aria another object is another answer of the server, and would bring back
  // at every key what was mended already.
  const [told, setTold] = useState<{ error: Error | null; atFields: Record<string, string> }>(NOTHING);
  if (told.error !== error) {
    setTold({ error, atFields: error instanceof Problem ? placed(error, fields, place) : {} });
  }
  const { atFields } = told;
  const elsewhere = error && Object.keys(atFields).length === 0 ? sentence(error) : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    onSubmit(Object.fromEntries([...data].map(([name, value]) => [name, String(value)])));
  };
  return (
    <Form className={className ?? ""} validationErrors={atFields} onSubmit={submit}>
      {elsewhere && <Notice tone="error">{elsewhere}</Notice>}
      {children}
    </Form>
  );
}

function placed(
  problem: Problem,
  fields: readonly string[],
  place: ProblemFormProps["place"],
): Record<string, string> {
  const told = Object.entries(problem.fields).filter(([name]) => fields.includes(name));
  if (told.length > 0) return Object.fromEntries(told.map(([name, detail]) => [name, capitalised(detail)]));
  const field = place?.(problem);
  return field ? { [field]: sentence(problem) } : {};
}
