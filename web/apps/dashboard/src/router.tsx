import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { meQuery } from "./accounts/me";
import { readSearch } from "./conversations/filter";
import { Failed, NotFound, Pending } from "./frame/outcomes";
import { queryClient } from "./query-client";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const signedIn = () => queryClient.ensureQueryData(meQuery);

/** Sign-in and sign-up are for people who are not. */
const outside = createRoute({
  getParentRoute: () => root,
  id: "outside",
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    // Only addresses of this site: a link must not lead away after signing in.
    typeof search.next === "string" && /^\/(?![/\\])/.test(search.next) ? { next: search.next } : {},
  beforeLoad: async () => {
    if (await signedIn()) throw redirect({ to: "/inbox" });
  },
});

const token = (search: Record<string, unknown>) => ({
  token: typeof search.token === "string" ? search.token : "",
});

const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  beforeLoad: async ({ location }) => {
    const me = await signedIn();
    if (!me) throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { next: location.href } });
    if (!me.business) throw redirect({ to: "/workspace/new" });
  },
  component: lazyRouteComponent(() => import("./frame/frame")),
});

const inbox = createRoute({
  getParentRoute: () => inside,
  path: "inbox",
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import("./conversations/inbox")),
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: "settings",
  component: lazyRouteComponent(() => import("./settings/settings")),
});

const routes = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: "/",
    beforeLoad: () => {
      throw redirect({ to: "/inbox" });
    },
  }),
  outside.addChildren([
    createRoute({
      getParentRoute: () => outside,
      path: "sign-up",
      component: lazyRouteComponent(() => import("./accounts/sign-up")),
    }),
    createRoute({
      getParentRoute: () => outside,
      path: "sign-in",
      component: lazyRouteComponent(() => import("./accounts/sign-in")),
    }),
    createRoute({
      getParentRoute: () => outside,
      path: "forgot-password",
      component: lazyRouteComponent(() => import("./accounts/forgot-password")),
    }),
  ]),
  createRoute({
    getParentRoute: () => root,
    path: "reset-password",
    validateSearch: token,
    component: lazyRouteComponent(() => import("./accounts/reset-password")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "verify-email",
    validateSearch: token,
    component: lazyRouteComponent(() => import("./accounts/verify-email")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "workspace/new",
    beforeLoad: async () => {
      if (!(await signedIn())) throw redirect({ to: "/sign-in" });
    },
    component: lazyRouteComponent(() => import("./workspaces/create-workspace")),
  }),
  inside.addChildren([
    inbox.addChildren([
      createRoute({
        getParentRoute: () => inbox,
        path: "/",
        component: lazyRouteComponent(() => import("./conversations/empty-pane")),
      }),
      createRoute({
        getParentRoute: () => inbox,
        path: "$number",
        component: lazyRouteComponent(() => import("./conversations/thread/thread-pane")),
      }),
    ]),
    createRoute({
      getParentRoute: () => inside,
      path: "setup",
      component: lazyRouteComponent(() => import("./onboarding/setup")),
    }),
    settings.addChildren([
      createRoute({
        getParentRoute: () => settings,
        path: "/",
        component: lazyRouteComponent(() => import("./settings/settings-index")),
      }),
      createRoute({
        getParentRoute: () => settings,
        path: "profile",
        component: lazyRouteComponent(() => import("./profile/profile")),
      }),
      createRoute({
        getParentRoute: () => settings,
        path: "notifications",
        component: lazyRouteComponent(() => import("./notifications/notification-settings")),
      }),
      createRoute({
        getParentRoute: () => settings,
        path: "keyboard",
        component: lazyRouteComponent(() => import("./keyboard/keyboard-settings")),
      }),
      createRoute({
        getParentRoute: () => settings,
        path: "appearance",
        component: lazyRouteComponent(() => import("./settings/appearance")),
      }),
      createRoute({
        getParentRoute: () => settings,
        path: "workspace",
        component: lazyRouteComponent(() => import("./workspaces/workspace-settings")),
      }),
      createRoute({
        getParentRoute: () => settings,
        path: "labels",
        component: lazyRouteComponent(() => import("./labels/settings-labels")),
      }),
      createRoute({
        getParentRoute: () => settings,
        path: "canned-replies",
        component: lazyRouteComponent(() => import("./canned-replies/settings-canned-replies")),
      }),
      createRoute({
        getParentRoute: () => settings,
        path: "team",
        component: lazyRouteComponent(() => import("./members/team")),
      }),
      createRoute({
        getParentRoute: () => settings,
        path: "widget",
        component: lazyRouteComponent(() => import("./widgets/widget-settings")),
      }),
      createRoute({
        getParentRoute: () => settings,
        path: "usage",
        component: lazyRouteComponent(() => import("./billing/usage")),
      }),
    ]),
  ]),
]);

export const router = createRouter({
  routeTree: routes,
  defaultPreload: "intent",
  defaultPendingComponent: Pending,
  defaultPendingMs: 300,
  defaultErrorComponent: Failed,
  // Plain strings: the router's own JSON would turn a token of digits into a number.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(
      Object.entries(search).filter((e): e is [string, string] => typeof e[1] === "string"),
    ).toString();
    return text ? `?${text}` : "";
  },
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
