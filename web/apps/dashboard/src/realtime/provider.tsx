import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { ME, useMe } from "../accounts/me";
import { outbox } from "../conversations/composer/outbox-store";
import { conversationKeys } from "../conversations/queries";
import { clearTyping, noteTyping } from "../conversations/typing";
import { noteViewing } from "../conversations/viewers";
import { announce } from "../notifications/announce";
import { useNavigate } from "../routing";
import { applyEvent, applyPresence } from "./apply";
import { Arrivals } from "./arrivals";
import { Connection, type ConnectionState } from "./connection";
import { createLoader } from "./load-rows";
import { placeEverywhere } from "./places";
import { createRefresh } from "./refresh";
import { retryNow } from "./retry-now";
import type { Scope } from "./scope";

/** `back` is `live` for the three seconds in which the page says so. */
export type ShownState = ConnectionState | { kind: "back"; complete: boolean };

interface Realtime {
  connection: Connection | null;
  state: ShownState;
}

const Context = createContext<Realtime>({ connection: null, state: { kind: "connecting" } });

const SAY_BACK_FOR = 3000;

/** Holds the workspace's socket open and keeps the query cache true. */
export function RealtimeProvider({ children }: { children: ReactNode }) {
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const workspace = me.business.id;
  const myId = me.user.id;
  const [realtime, setRealtime] = useState<Realtime>({ connection: null, state: { kind: "connecting" } });

  useEffect(() => {
    const refresh = createRefresh(client);
    const scope: Scope = {
      client,
      workspace,
      myId,
      refresh,
      loader: createLoader(
        (row) => placeEverywhere(scope, row),
        () => refresh(conversationKeys.lists(workspace)),
      ),
      isShown: (number) =>
        document.visibilityState === "visible" && window.location.pathname === `/inbox/${number}`,
    };
    const show = (state: ShownState) => setRealtime({ connection, state });
    let backTimer: ReturnType<typeof setTimeout> | undefined;
    const arrivals = new Arrivals((messageId) => connection.delivered(messageId));
    const connection = new Connection(workspace, {
      onEvent: (event) => {
        applyEvent(scope, event);
        arrivals.note(event);
        // A visitor types without a user id.
        if (event.name === "new_message")
          clearTyping(event.data.conversation_id, [event.data.sender_id, null]);
        announce(scope, event, (number) => void navigate({ to: "/inbox/$number", params: { number } }));
        // Own role or access changed: what may be done is the server's to say.
        if (
          (event.name === "member_updated" || event.name === "member_removed") &&
          event.data.user_id === myId
        ) {
          void client.invalidateQueries({ queryKey: ME });
        }
      },
      onPresence: (presence) => applyPresence(scope, presence),
      onViewing: (viewing) => viewing.user_id !== myId && noteViewing(viewing),
      onTyping: (typing) => typing.user_id !== myId && noteTyping(typing),
      onRefused: () => void client.invalidateQueries({ queryKey: ME }),
      onState: (state) => {
        clearTimeout(backTimer);
        show(state);
      },
      onLive: ({ first, complete }) => {
        outbox.drain();
        // At first: between the first answers and this moment something may have happened.
        if (first || !complete) void client.invalidateQueries({ queryKey: [workspace] });
        void retryNow(client, [workspace]);
        if (first) return;
        show({ kind: "back", complete });
        backTimer = setTimeout(() => show({ kind: "live" }), SAY_BACK_FOR);
      },
    });
    connection.open();
    setRealtime({ connection, state: { kind: "connecting" } });
    return () => {
      clearTimeout(backTimer);
      arrivals.end();
      connection.close();
    };
  }, [client, navigate, workspace, myId]);

  return <Context.Provider value={realtime}>{children}</Context.Provider>;
}

export function useRealtime(): Realtime {
  return useContext(Context);
}
