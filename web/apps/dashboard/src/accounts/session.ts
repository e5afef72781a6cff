import { answer, api } from "../api";
import { queryClient } from "../query-client";
import { letGo, mayLeave } from "../settings/unsaved";
import { chosenWorkspace } from "../workspaces/chosen";
import { meQuery } from "./me";

const JUST_SIGNED_IN = "pingback.just-signed-in";

/** After a sign-in or sign-up answered: the cookie is set, everything cached belongs to nobody. */
export async function begin() {
  sessionStorage.setItem(JUST_SIGNED_IN, "1");
  queryClient.clear();
  await queryClient.fetchQuery(meQuery);
}

/** True once after a sign-in: the moment to offer going live. */
export function takeJustSignedIn(): boolean {
  const just = sessionStorage.getItem(JUST_SIGNED_IN) === "1";
  sessionStorage.removeItem(JUST_SIGNED_IN);
  return just;
}

export async function logOut() {
  if (!(await mayLeave())) return;
  // Whoever logs out has them loaded; whoever signs in must not wait for them.
  const { storeDrafts } = await import("../conversations/composer/drafts-store");
  const { outbox } = await import("../conversations/composer/outbox-store");
  const { forgetFiles } = await import("../conversations/composer/uploads-kept");
  await storeDrafts();
  await answer(api.POST("/api/v1/auth/logout")).catch(() => {
    // An already dead session is signed out as well.
  });
  chosenWorkspace.clear();
  outbox.clear();
  forgetFiles();
  queryClient.clear();
  letGo();
  // A fresh page leaves nothing of one person in the memory of the next.
  location.assign("/sign-in");
}
