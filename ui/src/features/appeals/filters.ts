import { useQuery } from '@tanstack/react-query';
import { call, commands, keys, terms, type AppealQuery } from '../../ipc';
import { dayOf, shortDay } from '../../messages';
import type { BuiltIn, FilterTag } from '../../parts';
import { addresses } from '../../routing';
import { words } from './messages';

export type Held = ReturnType<typeof addresses.appeals.read>;
export type Change = (held: { [K in keyof Held]?: Held[K] | undefined }, how?: { replace?: boolean }) => void;

const yes = (said: 'yes' | 'no' | undefined) => (said === undefined ? null : said === 'yes');

/** The filters of an address as the Rust side takes them. */
export const asQuery = (held: Held, limit: number): AppealQuery => ({
  text: held.text ?? null,
  states: held.states ?? [],
  levels: held.levels ?? [],
  unjudged: held.unjudged ?? false,
  live: held.live ?? false,
  dueOn: held.due ?? null,
  channels: held.channels ?? [],
  divisionId: held.division ?? null,
  agencyId: held.agency ?? null,
  category: held.category ?? null,
  light: held.light ?? null,
  receivedFrom: held.from ?? null,
  receivedTo: held.to ?? null,
  askKinds: held.askKinds ?? [],
  satisfactions: held.satisfactions ?? [],
  importId: held.import ?? null,
  peopleFrom: held.peopleFrom ?? null,
  peopleTo: held.peopleTo ?? null,
  deadlineFrom: held.dueFrom ?? null,
  deadlineTo: held.dueTo ?? null,
  closedFrom: held.closedFrom ?? null,
  closedTo: held.closedTo ?? null,
  attached: yes(held.attached),
  merged: yes(held.merged),
  duplicatesPending: held.doubtful ?? false,
  sort: held.sort ?? 'deadline_asc',
  limit,
});

/** Takes every filter away; the order and the open record stay. */
export const NOTHING = {
  text: undefined,
  states: undefined,
  levels: undefined,
  unjudged: undefined,
  live: undefined,
  due: undefined,
  channels: undefined,
  division: undefined,
  agency: undefined,
  category: undefined,
  light: undefined,
  from: undefined,
  to: undefined,
  askKinds: undefined,
  satisfactions: undefined,
  import: undefined,
  peopleFrom: undefined,
  peopleTo: undefined,
  dueFrom: undefined,
  dueTo: undefined,
  closedFrom: undefined,
  closedTo: undefined,
  attached: undefined,
  merged: undefined,
  doubtful: undefined,
} as const satisfies Partial<Record<keyof Held, undefined>>;

type Name = keyof typeof NOTHING;
const NAMES = Object.keys(NOTHING) as Name[];

/** Whether anything is left out of the list. */
export const isFiltered = (held: Held): boolean => NAMES.some((name) => held[name] !== undefined);

/** Those behind “更多筛选”. */
export const MORE: readonly Name[] = NAMES.filter(
  (name) => !['text', 'states', 'levels', 'light', 'unjudged', 'live'].includes(name),
);

/** Views that come with the program; those that are worked through put the most urgent first. */
export const builtIn = (today = dayOf()): readonly BuiltIn[] => [
  { code: 'all', name: words.view.all, filters: {} },
  { code: 'unjudged', name: words.view.unjudged, filters: { unjudged: true, sort: 'deadline_asc' } },
  { code: 'today', name: words.view.today, filters: { due: today, sort: 'deadline_asc' } },
  { code: 'late', name: words.view.late, filters: { light: 'red', sort: 'deadline_asc' } },
  { code: 'live', name: words.view.live, filters: { live: true, sort: 'deadline_asc' } },
  { code: 'doubtful', name: words.view.doubtful, filters: { doubtful: true, sort: 'deadline_asc' } },
];

const span = (from: string | number | undefined, to: string | number | undefined) =>
  [from ?? '', to ?? ''].map((end) => (typeof end === 'number' ? String(end) : end)).join('～');

/** The names behind the ids that an address holds. */
function useNames(held: Held) {
  const agencies = useQuery({
    queryKey: keys.agencies,
    queryFn: () => call(commands.agencies()),
    enabled: held.agency !== undefined,
  });
  const divisions = useQuery({
    queryKey: keys.divisions,
    queryFn: () => call(commands.divisions()),
    enabled: held.division !== undefined,
  });
  const categories = useQuery({
    queryKey: keys.categories,
    queryFn: () => call(commands.categories()),
    enabled: held.category !== undefined,
  });
  return {
    agency: agencies.data?.find(({ id }) => id === held.agency)?.shortName ?? words.filter.one,
    division: divisions.data?.find(({ id }) => id === held.division)?.name ?? words.filter.one,
    category: categories.data?.find(({ code }) => code === held.category)?.name ?? words.filter.one,
  };
}

/** What the list leaves out, in words. */
export function useTags(held: Held, change: Change): FilterTag[] {
  const names = useNames(held);
  const f = words.filter;
  const tags: FilterTag[] = [];
  const add = (used: readonly Name[], label: string, text: string) => {
    if (used.every((name) => held[name] === undefined)) return;
    const clear = () => change(Object.fromEntries(used.map((name) => [name, undefined])));
    tags.push({ key: used.join(), text: text ? words.tag(label, text) : label, clear });
  };
  const some = <C extends string>(codes: readonly C[] | undefined, list: Readonly<Record<C, string>>) =>
    (codes ?? []).map((code) => list[code]).join('、');
  const days = (from: string | undefined, to: string | undefined) =>
    span(from && shortDay(from), to && shortDay(to));
  add(['text'], f.text, held.text ?? '');
  add(['levels'], f.levels, some(held.levels, terms.Level));
  add(['states'], f.states, some(held.states, terms.AppealState));
  add(['light'], f.light, held.light ? terms.Light[held.light] : '');
  add(['unjudged'], words.unjudged, '');
  add(['live'], f.liveTag, '');
  add(['due'], held.due ? f.due(shortDay(held.due)) : '', '');
  add(['doubtful'], f.doubtful, '');
  add(['division'], f.division, names.division);
  add(['agency'], f.agency, names.agency);
  add(['category'], f.category, names.category);
  add(['channels'], f.channels, some(held.channels, terms.Channel));
  add(['askKinds'], f.askKinds, some(held.askKinds, terms.AskKind));
  add(['satisfactions'], f.satisfactions, some(held.satisfactions, terms.Satisfaction));
  add(['from', 'to'], f.receivedTag, days(held.from, held.to));
  add(['dueFrom', 'dueTo'], f.deadlineTag, days(held.dueFrom, held.dueTo));
  add(['closedFrom', 'closedTo'], f.closedTag, days(held.closedFrom, held.closedTo));
  add(['peopleFrom', 'peopleTo'], f.people, span(held.peopleFrom, held.peopleTo));
  add(['attached'], f.attached[held.attached ?? 'yes'], '');
  add(['merged'], f.merged[held.merged ?? 'yes'], '');
  add(['import'], f.imported, '');
  return tags;
}
