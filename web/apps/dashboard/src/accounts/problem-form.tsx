import { Problem } from "@pingback/api";
import { Notice } from "@pingback/ui";
import type { FormEvent, ReactNode } from "react";
import { Form } from "react-aria-components";
import { sentence } from "../frame/failure";

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

/** A form whose server errors stand at their fields, by React Aria's validationErrors. */
export function ProblemForm({ error, fields, place, onSubmit, className, children }: ProblemFormProps) {
  const atFields = error instanceof Problem ? placed(error, fields, place) : {};
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
  if (told.length > 0) return Object.fromEntries(told);
  const field = place?.(problem);
  return field ? { [field]: sentence(problem) } : {};
}
