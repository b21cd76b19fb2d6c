import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { call, commands, keys, type AppealQuery } from '../../ipc';

const PAGE = 100;
/** Pages are asked for while so many are still to come, cards while they are next. */
const AHEAD = 10;
const CARDS_AHEAD = 2;

const QUERY: AppealQuery = {
  text: null,
  states: [],
  levels: [],
  unjudged: true,
  channels: [],
  divisionId: null,
  agencyId: null,
  category: null,
  light: null,
  live: false,
  dueOn: null,
  receivedFrom: null,
  receivedTo: null,
  sort: 'deadline_asc',
  after: null,
  limit: PAGE,
};

const cardOf = (id: string) => ({
  queryKey: keys.appeal.triage(id),
  queryFn: () => call(commands.triageCard(id)),
});

/** The appeals that wait, most urgent first, as they stood when the page was opened: what is judged keeps its place. */
export function useQueue(at: number) {
  const client = useQueryClient();
  const list = useInfiniteQuery({
    queryKey: keys.triageQueue,
    queryFn: ({ pageParam }) => call(commands.appealList({ ...QUERY, after: pageParam })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const pages = list.data?.pages;
  const ids = useMemo(() => pages?.flatMap(({ rows }) => rows.map(({ id }) => id)) ?? [], [pages]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && at + AHEAD >= ids.length) void fetchNextPage();
  }, [at, ids.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const id = ids[at];
  const card = useQuery({ ...cardOf(id ?? ''), enabled: id !== undefined });
  const shown = card.data !== undefined;
  // The next ones are there before they are asked for; the one that is shown comes first.
  useEffect(() => {
    if (!shown) return;
    for (const next of ids.slice(at + 1, at + 1 + CARDS_AHEAD)) {
      // Whatever fails is told once it is shown.
      client.query(cardOf(next)).catch(() => undefined);
    }
  }, [client, ids, at, shown]);
  return {
    id,
    card: card.data,
    total: Math.max(pages?.[0]?.total ?? 0, ids.length),
    loading: list.isPending || (id !== undefined && card.isPending),
    ended: !list.isPending && !list.isError && id === undefined && !hasNextPage,
    error: list.error ?? card.error,
    retry: () => void (list.error ? list.refetch() : card.refetch()),
    restart: () => client.resetQueries({ queryKey: keys.triageQueue }),
    refresh: (of: string) => client.invalidateQueries({ queryKey: keys.appeal.triage(of) }),
  };
}
