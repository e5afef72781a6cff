import {
  Component,
  type ComponentProps,
  type ComponentType,
  createContext,
  type MouseEvent,
  type ReactNode,
  Suspense,
  startTransition,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from "react";
import type { Place, Target } from "./place";
import type { Router, Shown } from "./router";

export type { Place, Search } from "./place";
export { type Guard, type Page, page, type Route, Router } from "./router";

export interface FailureProps {
  error: Error;
  onAgain: () => void;
}

interface Outcomes {
  pending: ReactNode;
  /** Beside the page that stays, while the next one cannot be fetched. */
  waiting: ReactNode;
  failed: ComponentType<FailureProps>;
}

interface World extends Outcomes {
  router: Router;
  shown: Shown;
}

const WorldContext = createContext<World | null>(null);
/** The pages that are still to be drawn inside. */
const InnerContext = createContext<readonly ComponentType[]>([]);

/** How long a first page may take before it is said that it is coming. */
const PATIENCE = 300;

export function RouterProvider({ router, ...outcomes }: Outcomes & { router: Router }) {
  const [shown, setShown] = useState(router.shown);
  const [isSlow, setSlow] = useState(false);
  const isWaiting = useSyncExternalStore(router.subscribe, () => router.isWaiting);
  useEffect(() => {
    // The old page stays until the new one is whole.
    const update = () => startTransition(() => setShown(router.shown));
    update();
    const stop = router.subscribe(update);
    const timer = setTimeout(() => setSlow(true), PATIENCE);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [router]);

  if (!shown) return isSlow ? outcomes.pending : null;
  const { failed: Failed, pending, waiting } = outcomes;
  if (shown.error) return <Failed error={shown.error} onAgain={router.again} />;
  return (
    <WorldContext.Provider value={{ router, shown, ...outcomes }}>
      <Suspense fallback={pending}>
        <InnerContext.Provider value={shown.pages}>
          <Outlet />
        </InnerContext.Provider>
      </Suspense>
      {isWaiting && waiting}
    </WorldContext.Provider>
  );
}

function useWorld(): World {
  const world = useContext(WorldContext);
  if (!world) throw new Error("used outside the router");
  return world;
}

/** Where the page inside this one goes. */
export function Outlet() {
  const { shown, router, failed } = useWorld();
  const [Inner, ...rest] = useContext(InnerContext);
  if (!Inner) return null;
  return (
    <InnerContext.Provider value={rest}>
      <Fence at={shown.place} failed={failed} onAgain={router.again}>
        <Inner />
      </Fence>
    </InnerContext.Provider>
  );
}

interface FenceProps {
  at: Place;
  failed: ComponentType<FailureProps>;
  onAgain: () => void;
  children: ReactNode;
}

/** An error of one page stays in it, and is over when one goes elsewhere. */
class Fence extends Component<FenceProps, { error: Error | null; at: Place }> {
  override state = { error: null as Error | null, at: this.props.at };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps({ at }: FenceProps, state: { at: Place }) {
    return at === state.at ? null : { at, error: null };
  }

  override render() {
    const { failed: Failed, onAgain, children } = this.props;
    return this.state.error ? <Failed error={this.state.error} onAgain={onAgain} /> : children;
  }
}

export interface NavigateOptions extends Target {
  replace?: boolean;
}

/** Resolves as the router does: with false where somebody chose to stay. */
export function useNavigate(): (options: NavigateOptions) => Promise<boolean> {
  const { router } = useWorld();
  return useCallback(
    ({ replace, ...target }) => router.go(router.href(target), { replace: !!replace }),
    [router],
  );
}

/** Goes to an address as it is written, such as the one that somebody was kept from by signing in. */
export function useGo(): (href: string) => Promise<boolean> {
  const { router } = useWorld();
  return useCallback((href) => router.go(href), [router]);
}

export function usePlace(): Place {
  return useWorld().shown.place;
}

export function useParam(name: string): string | undefined {
  return useWorld().shown.params[name];
}

/** Leads elsewhere as soon as it is drawn. */
export function Navigate({ to }: { to: string }) {
  const navigate = useNavigate();
  useEffect(() => void navigate({ to, replace: true }), [navigate, to]);
  return null;
}

export type LinkProps = Omit<ComponentProps<"a">, "href"> & Target;

/** A link inside these pages. What it leads to is fetched when it is pointed at or focused. */
export function Link({ to, params, search, hash, onClick, ...rest }: LinkProps) {
  const { router } = useWorld();
  const target: Target = {
    to,
    ...(params ? { params } : {}),
    ...(search ? { search } : {}),
    ...(hash ? { hash } : {}),
  };
  const href = router.href(target);
  const prepare = () => router.prepare(href);
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const otherwise = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (event.defaultPrevented || otherwise || rest.target) return;
    event.preventDefault();
    void router.go(router.href(target));
  };
  return <a {...rest} href={href} onClick={follow} onPointerEnter={prepare} onFocus={prepare} />;
}
