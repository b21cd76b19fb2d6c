import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call, commands, keys, type ListKind, type ListView } from '../../ipc';
import type { Choice } from '../useColumns';
import { useTell } from '../useTell';
import { words } from './messages';
import { differs, filtersOf, read, write, type BuiltIn, type Filters, type ViewState } from './state';

/** A view as the menu has it. */
export interface Offered {
  /** The code of a built-in one, or the id of one that is kept. */
  key: string;
  name: string;
  state: ViewState;
  /** None for a built-in one. */
  kept: ListView | null;
}

export interface ViewsOf {
  list: ListKind;
  builtIn: readonly BuiltIn[];
  /** What the address holds. */
  held: Readonly<Record<string, unknown>> & { view?: string };
  columns: { choice: Choice; choose: (choice: Choice) => void };
  /** Goes to these filters, and nothing besides. */
  go: (filters: Filters & { view?: string }, how?: { replace?: boolean }) => void;
}

export interface Views {
  builtIn: readonly Offered[];
  own: readonly Offered[];
  shared: readonly Offered[];
  current: Offered | undefined;
  changed: boolean;
  opensWith: string | null;
  busy: boolean;
  apply: (view: Offered) => void;
  /** Keeps what is shown under the current view's name. */
  save: () => void;
  saveAs: (name: string, shared: boolean) => Promise<unknown>;
  rename: (name: string, shared: boolean) => Promise<unknown>;
  remove: () => void;
  openWith: (view: Offered | null) => void;
}

const offered = (kept: ListView): Offered => ({
  key: kept.id,
  name: kept.name,
  state: read(kept.content),
  kept,
});

/** The views of a list: which there are, which one is shown, and keeping them. */
export function useViews({ list, builtIn: given, held, columns, go }: ViewsOf): Views {
  const tell = useTell();
  const client = useQueryClient();
  const answer = useQuery({ queryKey: keys.views(list), queryFn: () => call(commands.viewList(list)) });
  const kept = answer.data?.views ?? [];
  const builtIn = given.map(({ code, name, filters }): Offered => {
    return { key: code, name, state: { filters, columns: null }, kept: null };
  });
  const own = kept.filter((view) => view.own && !view.shared).map(offered);
  const shared = kept.filter((view) => view.shared).map(offered);
  const all = [...builtIn, ...own, ...shared];
  const filters = filtersOf(held);
  const shown = { filters, columns: columns.choice };
  const bare = Object.keys(filters).length === 0;
  // Without anything left out and nothing said it is all of the list.
  const current = all.find(({ key }) => key === held.view) ?? (bare && !held.view ? builtIn[0] : undefined);
  const opensWith = answer.data?.opensWith ?? null;

  const apply = (view: Offered, how?: { replace?: boolean }) => {
    if (view.state.columns) columns.choose(view.state.columns);
    go({ ...view.state.filters, view: view.key }, how);
  };

  // Whoever comes without saying what they want gets the view that they chose to begin with; once.
  const begun = useRef(false);
  const arrived = answer.isSuccess;
  useEffect(() => {
    if (!arrived || begun.current) return;
    begun.current = true;
    const first = opensWith === null ? undefined : all.find(({ key }) => key === opensWith);
    if (first && bare && !held.view && held['open'] === undefined) apply(first, { replace: true });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when they arrive
  }, [arrived]);

  const refresh = () => client.invalidateQueries({ queryKey: keys.views(list) });
  const work = useMutation({
    mutationFn: (doing: () => Promise<unknown>) => doing(),
    onSettled: refresh,
    onError: tell.failed,
  });
  const content = write(shown);
  const restore = (gone: ListView) => call(commands.viewRestore(gone.id, gone.version)).then(refresh);
  const edit = (view: ListView, part: { name?: string; shared?: boolean; content?: string }) =>
    call(commands.viewEdit(view.id, view.version, { ...view, ...part }));

  return {
    builtIn,
    own,
    shared,
    current,
    changed: current !== undefined && differs(current.state, shown),
    opensWith,
    busy: work.isPending,
    apply,
    save: () => {
      const view = current?.kept;
      if (!view) return;
      work.mutate(() => edit(view, { content }).then(() => tell.done(words.saved(view.name))));
    },
    saveAs: (name, forAll) =>
      work.mutateAsync(async () => {
        const view = await call(commands.viewAdd(list, { name, shared: forAll, content }));
        await refresh();
        go({ ...filters, view: view.id }, { replace: true });
        tell.done(words.saved(view.name));
      }),
    rename: async (name, forAll) => {
      const view = current?.kept;
      if (view) await work.mutateAsync(() => edit(view, { name, shared: forAll }));
    },
    remove: () => {
      const view = current?.kept;
      if (!view) return;
      work.mutate(async () => {
        const gone = await call(commands.viewRemove(view.id, view.version));
        go(filters, { replace: true });
        tell.done(words.removed(view.name), () => void restore(gone).catch(tell.failed));
      });
    },
    openWith: (view) =>
      work.mutate(async () => {
        await call(commands.viewOpenWith(list, view?.key ?? null));
        tell.done(view ? words.defaultSet(view.name) : words.defaultUnset);
      }),
  };
}
