import { useCommand } from "../keyboard/use-command";
import { useNavigate } from "../routing";
import { MENTIONS, SNOOZED } from "./rail-lists";

/** Going to the lists that have no tab of their own. */
export function useListCommands() {
  const navigate = useNavigate();
  useCommand("go_mentions", () => void navigate({ to: "/inbox", search: MENTIONS }));
  useCommand("go_snoozed", () => void navigate({ to: "/inbox", search: SNOOZED }));
}
