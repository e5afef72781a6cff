// The English catalogue. Texts are plain strings or functions with typed arguments, so a missing
// name is a compile error; another language is another object of the same type.
import { account, workspace } from "./account";
import { assignee, composer, conversations, thread } from "./conversations";
import { connection, frame, notifications, status } from "./frame";
import { members } from "./members";
import { profile, settings, usage, widget } from "./settings";

export const t = {
  account,
  assignee,
  composer,
  connection,
  conversations,
  frame,
  members,
  notifications,
  profile,
  settings,
  status,
  thread,
  usage,
  widget,
  workspace,
};
