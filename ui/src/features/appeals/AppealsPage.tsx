import { DownOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown, Space } from 'antd';
import { call, commands, keys, terms, type AppealColumn, type AppealRow, type BulkTarget } from '../../ipc';
import { common, count } from '../../messages';
import {
  Act,
  DataTable,
  EmptyState,
  ExportList,
  FilterTags,
  ListPage,
  PageHeader,
  useColumns,
  useRows,
  ViewsMenu,
  parts,
  type Chosen,
  type Wanted,
} from '../../parts';
import { addresses, useAddress, useGo } from '../../routing';
import { useMay } from '../../session';
import { AppealFilters } from './AppealFilters';
import { AppealPanel } from './AppealPanel';
import { BulkActions } from './BulkActions';
import { columnsOf } from './columns';
import { asQuery, builtIn, isFiltered, NOTHING, useTags } from './filters';
import { useJudging } from './judging';
import { words } from './messages';
import { Register } from './Register';
import { useBulk } from './useBulk';

const PAGE = 200;
/** Who reads on reads much: larger pages make a long list quick to read, and to read again when something changed. */
const NEXT_PAGES = 500;
const rowKey = (row: AppealRow) => row.id;

/** Leads to triage, with how many wait there. */
function Triage() {
  const go = useGo();
  const may = useMay('judge_appeal');
  const bench = useQuery({ queryKey: keys.workbench, queryFn: () => call(commands.workbench()) });
  const waiting = bench.data?.unjudged;
  return (
    <Act
      shortcut="triage"
      data-testid="appeals-triage"
      why={!may ? common.notAllowed : waiting === 0 ? words.nothingToJudge : null}
      onClick={() => go(addresses.triage.at())}
    >
      {words.triage(waiting)}
    </Act>
  );
}

function Import() {
  const go = useGo();
  const may = useMay('import_appeals');
  return (
    <Space.Compact>
      <Act
        data-testid="appeals-import"
        why={may ? null : common.notAllowed}
        onClick={() => go(addresses.appealImport.at())}
      >
        {words.import}
      </Act>
      {may && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: [{ key: 'history', label: words.importHistory }],
            onClick: () => go(addresses.appealImports.at()),
          }}
        >
          <Button aria-label={words.importMore} icon={<DownOutlined />} data-testid="appeals-import-more" />
        </Dropdown>
      )}
    </Space.Compact>
  );
}

const isColumn = (key: string): key is AppealColumn => Object.hasOwn(terms.AppealColumn, key);

/** 诉求: the list, and the open one beside it. */
export default function AppealsPage() {
  const [held, change] = useAddress(addresses.appeals);
  const go = useGo();
  const judging = useJudging();
  const query = asQuery(held, PAGE);
  const rows = useRows(keys.appeal.list(query), (after) =>
    commands.appealList({ ...query, after, limit: after === null ? PAGE : NEXT_PAGES }),
  );
  const columns = columnsOf(held.text !== undefined);
  const cols = useColumns('appeals', columns);
  const tags = useTags(held, change);
  const clear = () => change({ ...NOTHING, view: undefined });
  const bulk = useBulk(() => undefined);
  const of = JSON.stringify(query);
  const wanted: Wanted = {
    list: { list: 'appeals', query, columns: cols.shown.map(({ key }) => key).filter(isColumn), ids: [] },
    title: words.listTitle,
    filters: words.filteredBy(parts.joined(tags.map(({ text }) => text)) || parts.everything),
  };
  const target = ({ rows: chosen, all }: Chosen<AppealRow>): BulkTarget =>
    all && rows.total !== null
      ? { kind: 'all', query, count: rows.total }
      : { kind: 'rows', rows: chosen.map(({ id, version }) => ({ id, version })) };
  const empty = isFiltered(held) ? (
    <EmptyState
      title={words.noMatch}
      hint={words.noMatchHint}
      actions={
        <Button data-testid="appeals-clear" onClick={clear}>
          {parts.clearFilters}
        </Button>
      }
    />
  ) : (
    <EmptyState title={words.empty} hint={words.emptyHint} />
  );
  return (
    <ListPage
      data-testid="page-appeals"
      wide={held.wide ?? false}
      header={
        <PageHeader
          filters={
            <>
              <ViewsMenu
                list="appeals"
                builtIn={builtIn()}
                held={held}
                columns={cols}
                go={(filters, how) => go(addresses.appeals.at(filters), how)}
              />
              <AppealFilters held={held} change={change} />
            </>
          }
          note={
            <>
              {rows.total !== null && (
                <span data-testid="appeals-total">
                  {(rows.moreThanTotal ? words.moreThan : words.total)(count(rows.total))}
                </span>
              )}
              <FilterTags tags={tags} onClear={clear} />
            </>
          }
          actions={
            <>
              <ExportList wanted={wanted} />
              <Triage />
              <Import />
              <Register />
            </>
          }
        />
      }
      list={
        <DataTable
          {...rows}
          name="appeals"
          of={of}
          data-testid="appeals-table"
          columns={columns}
          rowKey={rowKey}
          openId={held.open}
          onOpen={(row) => change({ open: row.id }, { replace: held.open !== undefined })}
          sort={query.sort}
          onSort={(sort) => change(addresses.appeals.read({ ...held, sort }))}
          selectAll={!rows.moreThanTotal}
          bulk={(chosen) => (
            <BulkActions chosen={chosen} wanted={wanted} target={target(chosen)} bulk={bulk} />
          )}
          empty={empty}
        />
      }
      panel={
        held.open && (
          <AppealPanel
            key={held.open}
            id={held.open}
            wide={held.wide ?? false}
            onWide={(wide) => change({ wide: wide || undefined })}
            onClose={() => change({ open: undefined, wide: undefined })}
            judging={judging}
          />
        )
      }
    />
  );
}
