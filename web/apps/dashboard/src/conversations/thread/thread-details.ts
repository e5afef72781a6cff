import { useState } from "react";
import { useIsWide } from "../../frame/media";

const KEY = "pingback.details";

/** Whether what is known of the customer stands beside the messages. A drawer where there is no room for it. */
export function useDetails() {
  const wide = useIsWide();
  const [isKept, setKept] = useState(() => localStorage.getItem(KEY) !== "closed");
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const keep = (open: boolean) => {
    localStorage.setItem(KEY, open ? "open" : "closed");
    setKept(open);
  };
  return {
    inPane: wide && isKept,
    inDrawer: !wide && isDrawerOpen,
    open: () => (wide ? keep(true) : setDrawerOpen(true)),
    close: () => (wide ? keep(false) : setDrawerOpen(false)),
  };
}
