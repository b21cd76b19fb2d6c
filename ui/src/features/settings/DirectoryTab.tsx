import { useQuery } from '@tanstack/react-query';
import { Flex, Segmented, Select, Table, Typography, type TableProps } from 'antd';
import { useCallback, useState } from 'react';
import {
  call,
  commands,
  keys,
  terms,
  type AgencyKind,
  type AgencyRow,
  type PersonKind,
  type PersonRow,
} from '../../ipc';
import { common } from '../../messages';
import { EmptyState, ErrorNote, SearchBox } from '../../parts';
import { words } from './messages';

const WORDS = words.directory;
const TITLES = WORDS.columns;
const MOST_PEOPLE = 200;
const PAGES = { pageSize: 50, showSizeChanger: false, hideOnSinglePage: true } as const;

const options = (list: Readonly<Record<string, string>>) =>
  Object.entries(list).map(([value, label]) => ({ value, label }));

const AGENCY: TableProps<AgencyRow>['columns'] = [
  { title: TITLES.name, dataIndex: 'name', ellipsis: true },
  { title: TITLES.shortName, dataIndex: 'shortName', width: 160 },
  { title: TITLES.kind, dataIndex: 'kind', width: 120, render: (kind: AgencyKind) => terms.AgencyKind[kind] },
  {
    title: TITLES.contact,
    dataIndex: 'contact',
    width: 120,
    render: (name: string | null) => name ?? common.none,
  },
  {
    title: TITLES.phone,
    dataIndex: 'phone',
    width: 160,
    render: (phone: string | null) => phone ?? common.none,
  },
  { title: TITLES.people, dataIndex: 'people', width: 80, align: 'right' },
];

function Agencies() {
  const [text, setText] = useState<string>();
  const [kind, setKind] = useState<AgencyKind>();
  const list = useQuery({ queryKey: keys.agencies, queryFn: () => call(commands.agencies()) });
  const wanted = (list.data ?? []).filter(
    (agency) =>
      (!kind || agency.kind === kind) &&
      (!text || agency.name.includes(text) || agency.shortName.includes(text)),
  );
  return (
    <>
      <Flex gap={8} wrap>
        <SearchBox value={text} onSearch={setText} placeholder={WORDS.search} />
        <Select
          allowClear
          style={{ width: 140 }}
          placeholder={WORDS.agencyKind}
          value={kind}
          onChange={setKind}
          options={options(terms.AgencyKind)}
        />
      </Flex>
      <ErrorNote error={list.error} onRetry={() => void list.refetch()} />
      <Table<AgencyRow>
        size="small"
        rowKey="id"
        loading={list.isPending}
        columns={AGENCY}
        dataSource={wanted}
        pagination={PAGES}
        locale={{ emptyText: <EmptyState title={WORDS.noAgencies} hint={WORDS.clear} /> }}
      />
    </>
  );
}

const PERSON: TableProps<PersonRow>['columns'] = [
  { title: TITLES.person, dataIndex: 'name', width: 120 },
  {
    title: TITLES.agency,
    dataIndex: 'agency',
    ellipsis: true,
    render: (name: string | null) => name ?? common.none,
  },
  { title: TITLES.post, dataIndex: 'post', ellipsis: true },
  {
    title: TITLES.personKind,
    dataIndex: 'kind',
    width: 140,
    render: (kind: PersonKind) => terms.PersonKind[kind],
  },
];

function People() {
  const [text, setText] = useState<string>();
  const [kind, setKind] = useState<PersonKind>();
  const list = useQuery({
    queryKey: keys.people(text ?? null, kind ?? null, null),
    queryFn: () => call(commands.people(text ?? null, kind ?? null, null)),
    placeholderData: (before) => before,
  });
  const search = useCallback((found: string | undefined) => setText(found), []);
  return (
    <>
      <Flex gap={8} wrap align="center">
        <SearchBox value={text} onSearch={search} placeholder={WORDS.searchPeople} />
        <Select
          allowClear
          style={{ width: 140 }}
          placeholder={WORDS.personKind}
          value={kind}
          onChange={setKind}
          options={options(terms.PersonKind)}
        />
        {list.data?.length === MOST_PEOPLE && (
          <Typography.Text type="secondary">{WORDS.limit}</Typography.Text>
        )}
      </Flex>
      <ErrorNote error={list.error} onRetry={() => void list.refetch()} />
      <Table<PersonRow>
        size="small"
        rowKey="id"
        loading={list.isPending}
        columns={PERSON}
        dataSource={list.data ?? []}
        pagination={PAGES}
        locale={{ emptyText: <EmptyState title={WORDS.noPeople} hint={WORDS.clear} /> }}
      />
    </>
  );
}

/** Agencies and people, to look up. */
export function DirectoryTab() {
  const [what, setWhat] = useState<'agencies' | 'people'>('agencies');
  return (
    <Flex vertical gap={12}>
      <Segmented
        style={{ alignSelf: 'flex-start' }}
        value={what}
        onChange={setWhat}
        options={[
          { value: 'agencies', label: WORDS.agencies },
          { value: 'people', label: WORDS.people },
        ]}
      />
      {what === 'agencies' ? <Agencies /> : <People />}
    </Flex>
  );
}
