import { Button, Checkbox, DatePicker, Tag } from 'antd';
import dayjs from 'dayjs';
import { useCallback, useState } from 'react';
import { terms, type AppealQuery, type Channel } from '../../ipc';
import { shortDay } from '../../messages';
import { AgencyPicker, DivisionPicker, ManyFilter, OneFilter, SearchBox } from '../../parts';
import { addresses } from '../../routing';
import { words } from './messages';

type Held = ReturnType<typeof addresses.appeals.read>;

/** The filters of an address as the Rust side takes them. */
export const asQuery = (held: Held, limit: number): Omit<AppealQuery, 'after'> => ({
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
  importId: held.import ?? null,
  sort: held.sort ?? 'received_desc',
  limit,
});

const NOTHING = {
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
  import: undefined,
} as const satisfies Partial<Record<keyof Held, undefined>>;

/** Whether anything is left out of the list. */
export const isFiltered = (held: Held): boolean =>
  (Object.keys(NOTHING) as (keyof typeof NOTHING)[]).some((name) => held[name] !== undefined);

interface Props {
  held: Held;
  change: (held: { [K in keyof Held]?: Held[K] | undefined }, how?: { replace?: boolean }) => void;
}

/** Takes every filter away; the order and the open record stay. */
export function ClearFilters({ change }: Pick<Props, 'change'>) {
  return (
    <Button type="link" size="small" data-testid="appeals-clear" onClick={() => change(NOTHING)}>
      {words.filter.clear}
    </Button>
  );
}

const date = (day: string | undefined) => (day ? dayjs(day) : null);

const MORE = ['division', 'agency', 'channels', 'from', 'to'] as const satisfies readonly (keyof Held)[];

function More({ held, change }: Props) {
  return (
    <>
      <DivisionPicker
        style={{ width: 150 }}
        placeholder={words.filter.division}
        {...(held.division && { value: held.division })}
        onChange={(division: string | undefined) => change({ division })}
      />
      <AgencyPicker
        style={{ width: 150 }}
        placeholder={words.filter.agency}
        {...(held.agency && { value: held.agency })}
        onChange={(agency: string | undefined) => change({ agency })}
      />
      <ManyFilter<Channel>
        label={words.filter.channels}
        list={terms.Channel}
        value={held.channels}
        onChange={(channels) => change({ channels })}
      />
      <DatePicker.RangePicker
        style={{ width: 240 }}
        allowEmpty={[true, true]}
        placeholder={words.filter.received}
        value={[date(held.from), date(held.to)]}
        onChange={(days) =>
          change({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })
        }
      />
    </>
  );
}

/** Search, filters and order of the list; all of it lives in the address. Those that are used always show. */
export function AppealFilters({ held, change }: Props) {
  const [open, setOpen] = useState(false);
  const used = MORE.some((name) => held[name] !== undefined);
  const search = useCallback((text: string | undefined) => change({ text }, { replace: true }), [change]);
  return (
    <>
      <SearchBox
        value={held.text}
        placeholder={words.search}
        onSearch={search}
        data-testid="appeals-search"
      />
      <ManyFilter
        label={words.filter.levels}
        list={terms.Level}
        width={120}
        value={held.levels}
        onChange={(levels) => change({ levels })}
      />
      <ManyFilter
        label={words.filter.states}
        list={terms.AppealState}
        width={120}
        value={held.states}
        onChange={(states) => change({ states })}
      />
      <OneFilter
        label={words.filter.light}
        list={terms.Light}
        width={90}
        value={held.light}
        onChange={(light) => change({ light })}
      />
      <OneFilter
        label={words.sortBy}
        list={words.sort}
        width={130}
        value={held.sort}
        onChange={(sort) => change({ sort })}
      />
      <Checkbox
        checked={held.unjudged ?? false}
        onChange={(event) => change({ unjudged: event.target.checked || undefined })}
      >
        <span data-testid="appeals-unjudged">{words.filter.unjudged}</span>
      </Checkbox>
      <Checkbox
        checked={held.live ?? false}
        onChange={(event) => change({ live: event.target.checked || undefined })}
      >
        {words.filter.live}
      </Checkbox>
      {held.due && (
        <Tag closable onClose={() => change({ due: undefined })}>
          {words.filter.due(shortDay(held.due))}
        </Tag>
      )}
      {(open || used) && <More held={held} change={change} />}
      {!used && (
        <Button type="link" size="small" onClick={() => setOpen(!open)}>
          {open ? words.filter.less : words.filter.more}
        </Button>
      )}
      {isFiltered(held) && <ClearFilters change={change} />}
    </>
  );
}
