import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { call, commands, keys } from '../../ipc';
import { words } from './messages';
import type { Chosen } from './sheet';

interface Option extends Chosen {
  note?: ReactNode;
}
interface Props {
  value: Chosen | null;
  onChange: (value: Chosen | null) => void;
  placeholder: string;
  'aria-label': string;
  'data-testid': string;
  autoFocus?: boolean;
  /** May be emptied again. The button for it would be one more stop on the way through the form. */
  allowClear?: boolean;
}

function Box({
  value,
  onChange,
  what,
  find,
  ...rest
}: Props & { what: string; find: (text: string) => Promise<Option[]> }) {
  const [text, setText] = useState('');
  const query = useQuery({
    queryKey: keys.offered(what, text),
    queryFn: () => find(text.trim()),
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  const found = query.data ?? [];
  const all = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found;
  const search = { filterOption: false, onSearch: setText } as const;
  return (
    <Select<string>
      {...rest}
      showSearch={search}
      style={{ width: '100%' }}
      value={value?.id ?? null}
      loading={query.isFetching}
      options={all.map(({ id, label, ...option }: Option) => ({ value: id, label, note: option.note }))}
      optionRender={({ label, data }) => (
        <>
          {label}
          {data['note'] && <span style={{ color: 'var(--text-faint)', marginLeft: 8 }}>{data['note']}</span>}
        </>
      )}
      onChange={(id) => onChange(all.find((one) => one.id === id) ?? null)}
    />
  );
}

/** Towns, villages and grids by name or pinyin initials, those used lately first. */
export function DivisionBox(props: Props) {
  return (
    <Box
      {...props}
      what="division"
      find={async (text) =>
        (await call(commands.intakeDivisions(text))).map((hit) => ({
          id: hit.id,
          label: hit.kind === 'town' || !hit.parent ? hit.name : `${hit.name}（${hit.parent}）`,
          note: hit.recent ? words.recent : undefined,
        }))
      }
    />
  );
}

/** Cadres and leaders in post. */
export function OfficerBox(props: Props) {
  return (
    <Box
      {...props}
      what="officer"
      find={async (text) =>
        (await call(commands.people(text || null, null, null))).slice(0, 50).map((person) => ({
          id: person.id,
          label: `${person.name}（${[person.agency, person.post].filter(Boolean).join(' ')}）`,
        }))
      }
    />
  );
}
