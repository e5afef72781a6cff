import { loadPartsAhead, toast } from "@pingback/ui";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Suspense, useEffect, useRef } from "react";
import { meQuery, useMe } from "../accounts/me";
import { takeJustSignedIn } from "../accounts/session";
import { useOwnMember } from "../members/queries";
import { Voice } from "../notifications/voice";
import { CommandsLayer } from "../palette/commands-layer";
import { RealtimeProvider } from "../realtime/provider";
import { Outlet, useNavigate, usePlace } from "../routing";
import { SearchLayer } from "../search/search-layer";
import { LeaveLayer } from "../settings/leave-layer";
import { t } from "../texts";
import { workspace as workspaceWords } from "../texts/workspace";
import { BottomNav } from "./bottom-nav";
import { ConnectionPill } from "./connection-pill";
import styles from "./frame.module.css";
import { useIsNarrow, useIsPhone } from "./media";
import { Rail } from "./rail";
import { useRailCollapsed } from "./rail-state";
import { useSetStatus } from "./status-menu";
import { UnreadBadge } from "./unread-badge";
import { useListCommands } from "./use-list-commands";
import { VersionBanner } from "./version-banner";

const LOOKED_AT = 2000;

/** The inside of a workspace. Who loses the session or the workspace while here is led to what they still have. */
export default function Frame() {
  const { data: me } = useSuspenseQuery(meQuery);
  const navigate = useNavigate();
  const business = me?.business ?? null;
  const last = useRef(business);

  useEffect(() => {
    const before = last.current;
    last.current = business;
    const lostIt =
      before !== null && before.id !== business?.id && !me?.businesses.some((b) => b.id === before.id);
    if (me && lostIt) toast({ tone: "error", title: workspaceWords.accessLost(before.name) });
    const { pathname, search, hash } = location;
    if (!me) void navigate({ to: "/sign-in", search: { next: pathname + search + hash } });
    else if (!business) void navigate({ to: "/workspace/new" });
    else if (lostIt) void navigate({ to: "/inbox" });
  }, [me, business, navigate]);

  if (!business) return null;
  return (
    <RealtimeProvider key={business.id}>
      <Panes />
    </RealtimeProvider>
  );
}

function Panes() {
  const phone = useIsPhone();
  const narrow = useIsNarrow();
  const path = usePlace().pathname;
  const folded = useRailCollapsed();
  const inSettings = path.startsWith("/settings");
  const inThread = /^\/inbox\/./.test(path);
  useOfferLive();
  useListCommands();
  useEffect(loadAheadSoon, []);

  return (
    <div className={styles.frame}>
      <a href="#content" className={styles.skip}>
        {t.frame.skip}
      </a>
      {!phone && (
        <Rail
          collapsed={narrow || inSettings || folded}
          mayChoose={!narrow && !inSettings}
          inSettings={inSettings}
        />
      )}
      <main id="content" tabIndex={-1} className={styles.sheet}>
        <Suspense>
          <Outlet />
        </Suspense>
      </main>
      {phone && !inThread && <BottomNav path={path} />}
      <ConnectionPill />
      <UnreadBadge />
      <SearchLayer />
      <VersionBanner />
      <CommandsLayer />
      <LeaveLayer />
      <Voice />
    </div>
  );
}

/** The list comes first: menus and dialogs are fetched when what is shown has come. */
function loadAheadSoon() {
  const timer = setTimeout(loadPartsAhead, LOOKED_AT);
  return () => clearTimeout(timer);
}

/** At sign-in the dashboard offers to go live; it never decides it. */
function useOfferLive() {
  const me = useMe();
  const own = useOwnMember();
  const { mutate } = useSetStatus();
  const known = own !== undefined;
  const offline = own?.status === "offline";
  const may = me.permissions.includes("status.update");
  useEffect(() => {
    if (!known || !takeJustSignedIn() || !offline || !may) return;
    toast({
      tone: "info",
      title: t.status.offerTitle,
      text: t.status.offer,
      action: { label: t.status.goLive, run: () => mutate("live") },
    });
  }, [known, offline, may, mutate]);
}
