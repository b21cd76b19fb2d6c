import { useLocation, useNavigate, useRouter, type RouterHistory } from '@tanstack/react-router';
import { useCallback, useMemo, type ComponentProps, type MouseEvent } from 'react';
import type { Address, Held, Place } from './address';

/** Goes somewhere; `replace` leaves no step behind for “back”. */
export function useGo(): (place: Place, how?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback(
    (place, how) => void navigate({ to: place.to, search: place.search, replace: how?.replace ?? false }),
    [navigate],
  );
}

/** The part of the router that is used here; our routes come from a table, so its own types know nothing of them. */
interface Way {
  history: RouterHistory;
  buildLocation: (place: Place) => { href: string };
}
const useWay = (): Way => {
  const router: unknown = useRouter();
  return router as Way;
};

/** One step back. */
export function useBack(): () => void {
  const router = useWay();
  return useCallback(() => router.history.back(), [router]);
}

/** Which page is shown. */
export const usePath = (): string => useLocation({ select: (at) => at.pathname });

/**
 * What the address holds, and how to change a part of it. `undefined` takes a part out. Typing replaces the step in the
 * history; everything else adds one, so that “back” undoes it.
 */
export function useAddress<S extends Record<string, (raw: unknown) => unknown>>(
  address: Address<S>,
): [Held<S>, (part: Partial<Held<S>>, how?: { replace?: boolean }) => void] {
  const raw: unknown = useLocation({ select: (at) => at.search as unknown });
  const go = useGo();
  const held = useMemo(
    () => address.read(typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {}),
    [address, raw],
  );
  const change = useCallback(
    (part: Partial<Held<S>>, how?: { replace?: boolean }) => go(address.at({ ...held, ...part }), how),
    [address, go, held],
  );
  return [held, change];
}

/** A link to a place; it can be middle-clicked and read by a screen reader like any other. */
export function To({ place, children, ...rest }: { place: Place } & Omit<ComponentProps<'a'>, 'href'>) {
  const router = useWay();
  const go = useGo();
  const href = router.history.createHref(router.buildLocation(place).href);
  const click = (event: MouseEvent<HTMLAnchorElement>) => {
    rest.onClick?.(event);
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0)
      return;
    event.preventDefault();
    go(place);
  };
  return (
    <a {...rest} href={href} onClick={click}>
      {children}
    </a>
  );
}
