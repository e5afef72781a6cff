import { useMemo } from "react";
import { useMe } from "../accounts/me";
import { usePreferences } from "../preferences/queries";
import { type Bindings, bindingsOf } from "./bindings";

/** The caller's keys. */
export function useBindings(): Bindings {
  const { keyboard } = usePreferences(useMe().business.id);
  return useMemo(() => bindingsOf(keyboard), [keyboard]);
}
