// The English catalogue, but for what only some pages say: those take it from its own file. Texts are plain strings or functions with typed arguments, so a missing
// name is a compile error; another language is another object of the same type.
import { composer } from "./composer";
import { conversations } from "./conversations";
import { customers } from "./customers";
import { connection, frame, notifications, status } from "./frame";
import { lists } from "./lists";
import { search } from "./search";
import { assignee, thread } from "./thread";
import { views } from "./views";
import { widget } from "./widget";

export const t = {
  assignee,
  composer,
  connection,
  conversations,
  customers,
  frame,
  lists,
  notifications,
  search,
  status,
  thread,
  views,
  widget,
};
