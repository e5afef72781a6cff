import { part } from "@pingback/ui";

// Dialogs come when they are asked for.
export const ViewDialog = part(() => import("./view-dialog"));
export const DeleteDialog = part(() => import("./delete-dialog"));
