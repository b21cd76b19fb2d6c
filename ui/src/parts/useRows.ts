import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call, type Page } from '../ipc';

/** A list that is read by the page; spread it into DataTable. */
export interface Rows<R> {
  rows: readonly R[];
  /** How many the whole list has; nothing while unknown. */
  total: number | null;
  /** Whether there are more than `total`: counting stopped there. */
  moreThanTotal: boolean;
  loading: boolean;
  loadingMore: boolean;
  error: unknown;
  hasMore: boolean;
  onMore: () => void;
  onRetry: () => void;
}

/** Reads a list page after page. `load` is called with the cursor of the page before, `null` for the first. */
export function useRows<R>(queryKey: QueryKey, load: (after: string | null) => Promise<Page<R>>): Rows<R> {
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => call(load(pageParam)),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page<R>) => page.next,
  });
  const pages = list.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.rows) ?? [], [pages]);
  return {
    rows,
    total: pages?.[0]?.total ?? null,
    moreThanTotal: pages?.[0]?.moreThanTotal ?? false,
    loading: list.isPending,
    loadingMore: list.isFetchingNextPage,
    error: list.error,
    hasMore: list.hasNextPage,
    onMore: () => {
      // Two scrolls in one frame must not ask twice.
      if (list.hasNextPage) void list.fetchNextPage({ cancelRefetch: false });
    },
    onRetry: () => void list.refetch(),
  };
}
