// The English catalogue. Texts are plain strings or functions with typed arguments, so a missing
// name is a compile error; another language is another object of the same type.
import { account, workspace } from "./account";
import { composer } from "./composer";
import { conversations } from "./conversations";
import { connection, frame, notifications, status } from "./frame";
import { keyboard } from "./keyboard";
import { lists } from "./lists";
import { members } from "./members";
import { profile, settings, usage, widget } from "./settings";
import { assignee, thread } from "./thread";

export const t = {
  account,
  assignee,
  composer,
  connection,
  conversations,
  frame,
  lists,
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
