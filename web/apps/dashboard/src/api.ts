import { createApi } from "@pingback/api";
import { chosenWorkspace } from "./workspaces/chosen";

export const api = createApi({ businessId: chosenWorkspace.get });

export { answer, NoAnswer, Problem } from "@pingback/api";
