import { toast } from "@pingback/ui";
import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import { t } from "../texts";

/**
 * A part of a page that comes when it is asked for. Where it cannot be loaded, because the network is gone or
 * a newer version replaced it, that is said, and the page around it stays.
 */
export function part<P>(
  load: () => Promise<{ default: ComponentType<P> }>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(() =>
    load().catch(() => {
      toast({ tone: "error", title: t.lists.notLoaded, text: t.lists.reload });
      return { default: () => null };
    }),
  );
}
