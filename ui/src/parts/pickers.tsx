import { useQuery } from '@tanstack/react-query';
import { Select, TreeSelect, type SelectProps, type TreeSelectProps } from 'antd';
import { useMemo, useState } from 'react';
import { call, commands, keys, type AgencyKind, type PersonKind, type PersonRow } from '../ipc';
import { parts } from './messages';
import { asTree } from './tree';

const STABLE = 5 * 60_000;

type One = Omit<SelectProps<string>, 'options' | 'mode' | 'loading'>;
type Many = Omit<SelectProps<string[]>, 'options' | 'mode' | 'loading'>;

interface AgencyFilter {
  kinds?: readonly AgencyKind[] | undefined;
  /** Not offered, for instance because they have another part already. */
  without?: readonly string[] | undefined;
}

function useAgencyOptions({ kinds, without }: AgencyFilter) {
  const list = useQuery({
    queryKey: keys.agencies,
    queryFn: () => call(commands.agencies()),
    staleTime: STABLE,
  });
  const options = useMemo(
    () =>
      (list.data ?? [])
        .filter((agency) => (!kinds || kinds.includes(agency.kind)) && !without?.includes(agency.id))
        .map((agency) => ({ value: agency.id, label: agency.shortName, title: agency.name })),
    [list.data, kinds, without],
  );
  return { options, loading: list.isPending };
}

const byNames = (input: string, option?: { label?: unknown; title?: string }): boolean =>
  String(option?.label).includes(input) || (option?.title?.includes(input) ?? false);

const SEARCH = { filterOption: byNames } as const;

/** One agency, found by its short or full name. */
export function AgencyPicker({ kinds, without, ...rest }: One & AgencyFilter) {
  const { options, loading } = useAgencyOptions({ kinds, without });
  return (
    <Select<string>
      allowClear
      placeholder={parts.pick.agency}
      notFoundContent={parts.noMatch}
      showSearch={SEARCH}
      {...rest}
      loading={loading}
      options={options}
    />
  );
}

/** Several agencies. */
export function AgenciesPicker({ kinds, without, ...rest }: Many & AgencyFilter) {
  const { options, loading } = useAgencyOptions({ kinds, without });
  return (
    <Select<string[]>
      allowClear
      mode="multiple"
      placeholder={parts.pick.agency}
      notFoundContent={parts.noMatch}
      showSearch={SEARCH}
      {...rest}
      loading={loading}
      options={options}
    />
  );
}

interface PersonFilter {
  kind?: PersonKind | undefined;
  agencyId?: string | null | undefined;
}

const personLabel = (person: PersonRow): string =>
  `${person.name}（${[person.agency, person.post].filter(Boolean).join(' ')}）`;

/** Asks the Rust side as the person types; remembers those who were seen, so that a chosen one keeps its name. */
function usePeople({ kind, agencyId }: PersonFilter) {
  const [text, setText] = useState('');
  const [seen, setSeen] = useState<ReadonlyMap<string, PersonRow>>(new Map());
  const wanted = text.trim() || null;
  const list = useQuery({
    queryKey: keys.people(wanted, kind ?? null, agencyId ?? null),
    queryFn: () => call(commands.people(wanted, kind ?? null, agencyId ?? null)),
    staleTime: STABLE,
    placeholderData: (before) => before,
  });
  const found = list.data ?? [];
  if (found.some((person) => !seen.has(person.id))) {
    setSeen(new Map([...seen, ...found.map((person) => [person.id, person] as const)]));
  }
  const options = (chosen: readonly string[]) => {
    const kept = chosen.map((id) => seen.get(id)).filter((person) => person !== undefined);
    const all = new Map([...kept, ...found].map((person) => [person.id, person]));
    return [...all.values()].map((person) => ({ value: person.id, label: personLabel(person) }));
  };
  return { options, loading: list.isFetching, search: { onSearch: setText, filterOption: false } as const };
}

/** One person in post, found by name. */
export function PersonPicker({ kind, agencyId, ...rest }: One & PersonFilter) {
  const people = usePeople({ kind, agencyId });
  return (
    <Select<string>
      allowClear
      placeholder={parts.pick.person}
      notFoundContent={parts.noMatch}
      showSearch={people.search}
      {...rest}
      loading={people.loading}
      options={people.options(rest.value ? [rest.value] : [])}
    />
  );
}

/** Several people. */
export function PeoplePicker({ kind, agencyId, ...rest }: Many & PersonFilter) {
  const people = usePeople({ kind, agencyId });
  return (
    <Select<string[]>
      allowClear
      mode="multiple"
      placeholder={parts.pick.person}
      notFoundContent={parts.noMatch}
      showSearch={people.search}
      {...rest}
      loading={people.loading}
      options={people.options(rest.value ?? [])}
    />
  );
}

type Tree = Omit<TreeSelectProps<string>, 'treeData' | 'loading'>;
const TREE = { treeNodeFilterProp: 'title' } as const;

/** A town, village or grid. */
export function DivisionPicker(props: Tree) {
  const list = useQuery({
    queryKey: keys.divisions,
    queryFn: () => call(commands.divisions()),
    staleTime: STABLE,
  });
  const tree = useMemo(
    () => asTree((list.data ?? []).map((node) => ({ id: node.id, title: node.name, parent: node.parentId }))),
    [list.data],
  );
  return (
    <TreeSelect<string>
      allowClear
      placeholder={parts.pick.division}
      notFoundContent={parts.noMatch}
      showSearch={TREE}
      {...props}
      loading={list.isPending}
      treeData={tree}
    />
  );
}

/** A category, by its code. */
export function CategoryPicker(props: Tree) {
  const list = useQuery({
    queryKey: keys.categories,
    queryFn: () => call(commands.categories()),
    staleTime: STABLE,
  });
  const tree = useMemo(
    () => asTree((list.data ?? []).map((row) => ({ id: row.code, title: row.name, parent: row.parent }))),
    [list.data],
  );
  return (
    <TreeSelect<string>
      allowClear
      placeholder={parts.pick.category}
      notFoundContent={parts.noMatch}
      showSearch={TREE}
      {...props}
      loading={list.isPending}
      treeData={tree}
    />
  );
}

/** A meeting room. */
export function RoomPicker(props: One) {
  const list = useQuery({ queryKey: keys.rooms, queryFn: () => call(commands.rooms()), staleTime: STABLE });
  return (
    <Select<string>
      allowClear
      placeholder={parts.pick.room}
      notFoundContent={parts.noMatch}
      showSearch={SEARCH}
      {...props}
      loading={list.isPending}
      options={(list.data ?? []).map((room) => ({
        value: room.id,
        label: `${room.name}（${room.capacity} 人）`,
        title: room.equipment ?? room.name,
      }))}
    />
  );
}
