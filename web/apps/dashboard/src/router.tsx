import { meQuery } from "./accounts/me";
import { NotFound } from "./frame/outcomes";
import { queryClient } from "./query-client";
import { type Guard, type Page, page, type Route, Router } from "./routing";
import { letGo, mayLeave } from "./settings/unsaved";

/** The account, at once where it is known. */
function withMe(decide: (me: Awaited<ReturnType<NonNullable<typeof meQuery.queryFn>>>) => string | null) {
  const known = queryClient.getQueryData(meQuery.queryKey);
  return known === undefined ? queryClient.ensureQueryData(meQuery).then(decide) : decide(known);
}

/** Sign-in and sign-up are for people who are not. */
const outside: Guard = () => withMe((me) => (me ? "/inbox" : null));

const signedIn: Guard = () => withMe((me) => (me ? null : "/sign-in"));

const inside: Guard = (href) =>
  withMe((me) => {
    if (!me) return `/sign-in?${new URLSearchParams({ next: href })}`;
    return me.business ? null : "/workspace/new";
  });

const frame = page(() => import("./frame/frame"));
const inbox = page(() => import("./conversations/inbox"));
const settings = page(() => import("./settings/settings"));
const notFound: Page = { component: NotFound, load: async () => {} };

const within = (path: string, ...pages: Route["pages"]): Route => ({
  path,
  guard: inside,
  pages: [frame, ...pages],
});
const setting = (path: string, load: Parameters<typeof page>[0]): Route =>
  within(`/settings${path}`, settings, page(load));

const routes: readonly Route[] = [
  { path: "/", guard: () => "/inbox", pages: [] },
  { path: "/sign-up", guard: outside, pages: [page(() => import("./accounts/sign-up"))] },
  { path: "/sign-in", guard: outside, pages: [page(() => import("./accounts/sign-in"))] },
  { path: "/forgot-password", guard: outside, pages: [page(() => import("./accounts/forgot-password"))] },
  { path: "/reset-password", pages: [page(() => import("./accounts/reset-password"))] },
  { path: "/verify-email", pages: [page(() => import("./accounts/verify-email"))] },
  { path: "/workspace/new", guard: signedIn, pages: [page(() => import("./workspaces/create-workspace"))] },
  within(
    "/inbox",
    inbox,
    page(() => import("./conversations/empty-pane")),
  ),
  within(
    "/inbox/$number",
    inbox,
    page(() => import("./conversations/thread/thread-pane")),
  ),
  within(
    "/setup",
    page(() => import("./onboarding/setup")),
  ),
  setting("", () => import("./settings/settings-index")),
  setting("/profile", () => import("./profile/profile")),
  setting("/notifications", () => import("./notifications/notification-settings")),
  setting("/keyboard", () => import("./keyboard/keyboard-settings")),
  setting("/appearance", () => import("./settings/appearance")),
  setting("/workspace", () => import("./workspaces/workspace-settings")),
  setting("/labels", () => import("./labels/settings-labels")),
  setting("/canned-replies", () => import("./canned-replies/settings-canned-replies")),
  setting("/team", () => import("./members/team")),
  setting("/widget", () => import("./widgets/widget-settings")),
  setting("/usage", () => import("./billing/usage")),
  within("/settings/$page", settings, notFound),
  within("*", notFound),
];

export const router = new Router(routes, mayLeave, letGo);
