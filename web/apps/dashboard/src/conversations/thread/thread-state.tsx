import { createContext, type ReactNode, type RefObject, useContext, useMemo, useRef, useState } from "react";

/** The element with the messages: where the focus goes from the composer. */
export const MESSAGES = "messages";

/** What the parts of one open conversation share with each other and with nobody else. */
interface ThreadState {
  /** The last message that was on screen. */
  seen: RefObject<string | null>;
  /** The newest customer message when it was marked as unread: until another comes, seeing it does not read it. */
  unreadFrom: string | null;
  keepUnread: (messageId: string | null) => void;
}

const Context = createContext<ThreadState | null>(null);

export function ThreadStateProvider({ children }: { children: ReactNode }) {
  const seen = useRef<string | null>(null);
  const [unreadFrom, keepUnread] = useState<string | null>(null);
  const value = useMemo(() => ({ seen, unreadFrom, keepUnread }), [unreadFrom]);
  return <Context value={value}>{children}</Context>;
}

export function useThreadState(): ThreadState {
  const state = useContext(Context);
  if (!state) throw new Error("used outside a thread");
  return state;
}
