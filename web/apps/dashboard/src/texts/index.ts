// The English catalogue. Texts are plain strings or functions with typed arguments, so a missing
// name is a compile error; another language is another object of the same type.
import { account, workspace } from "./account";
import { composer } from "./composer";
import { conversations } from "./conversations";
import { customers } from "./customers";
import { connection, frame, notifications, status } from "./frame";
import { lists } from "./lists";
import { members } from "./members";
import { search } from "./search";
import { profile, settings, usage, widget } from "./settings";
import { assignee, thread } from "./thread";
import { views } from "./views";

export const t = {
  account,
  assignee,
  composer,
  connection,
  conversations,
  customers,
  frame,
  lists,
  members,
  notifications,
  profile,
  search,
  settings,
  status,
  thread,
  usage,
  views,
  widget,
  workspace,
};
