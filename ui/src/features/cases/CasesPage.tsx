import { Checkbox } from 'antd';
import { commands, keys, terms, type CaseColumn, type CaseRow } from '../../ipc';
import { common, count } from '../../messages';
import {
  Act,
  DataTable,
  EmptyState,
  ExportList,
  ListPage,
  ManyFilter,
  OneFilter,
  parts,
  PageHeader,
  SearchBox,
  useColumns,
  useRows,
  ViewsMenu,
  type BuiltIn,
} from '../../parts';
import { addresses, useAddress, useGo } from '../../routing';
import { useMay } from '../../session';
import { CasePanel } from './CasePanel';
import { columns } from './columns';
import { words } from './messages';

const PAGE = 200;
const rowKey = (row: CaseRow) => row.id;
const isColumn = (key: string): key is CaseColumn => Object.hasOwn(terms.CaseColumn, key);

const BUILT_IN: readonly BuiltIn[] = [
  { code: 'all', name: words.view.all, filters: {} },
  { code: 'live', name: words.view.live, filters: { live: true } },
  { code: 'late', name: words.view.late, filters: { light: 'red' } },
  { code: 'near', name: words.view.near, filters: { light: 'yellow' } },
];

/** 包案: the list, and the open one beside it. */
export default function CasesPage() {
  const [held, change] = useAddress(addresses.cases);
  const go = useGo();
  const may = useMay('open_case');
  const query = {
    text: held.text ?? null,
    states: held.states ?? [],
    levels: held.levels ?? [],
    risks: held.risks ?? [],
    leaderId: held.leader ?? null,
    divisionId: held.division ?? null,
    light: held.light ?? null,
    live: held.live ?? false,
    limit: PAGE,
  };
  const rows = useRows(keys.case.list(query), (after) => commands.caseList({ ...query, after }));
  const cols = useColumns('cases', columns);
  const filtered = Boolean(
    held.text ??
    held.states ??
    held.levels ??
    held.risks ??
    held.leader ??
    held.division ??
    held.light ??
    held.live,
  );
  const some = <C extends string>(codes: readonly C[] | undefined, list: Readonly<Record<C, string>>) =>
    (codes ?? []).map((code) => list[code]).join('、');
  const told = parts.filtered([
    [parts.search, held.text],
    [words.states, some(held.states, terms.CaseState)],
    [words.levels, some(held.levels, terms.CaseLevel)],
    [words.risks, some(held.risks, terms.Risk)],
    [words.light, held.light && terms.Light[held.light]],
    [words.leader, held.leader && words.oneLeader],
    [words.town, held.division && words.oneDivision],
    [words.live, held.live && parts.yes],
  ]);
  const header = (
    <PageHeader
      filters={
        <>
          <ViewsMenu
            list="cases"
            builtIn={BUILT_IN}
            held={held}
            columns={cols}
            go={(filters, how) => go(addresses.cases.at(filters), how)}
          />
          <SearchBox
            value={held.text}
            placeholder={words.search}
            onSearch={(text) => change({ text }, { replace: true })}
          />
          <ManyFilter
            label={words.states}
            list={terms.CaseState}
            value={held.states}
            onChange={(states) => change({ states })}
          />
          <ManyFilter
            label={words.levels}
            list={terms.CaseLevel}
            value={held.levels}
            onChange={(levels) => change({ levels })}
          />
          <ManyFilter
            label={words.risks}
            list={terms.Risk}
            value={held.risks}
            onChange={(risks) => change({ risks })}
          />
          <OneFilter
            label={words.light}
            list={terms.Light}
            width={90}
            value={held.light}
            onChange={(light) => change({ light })}
          />
          <Checkbox
            checked={held.live ?? false}
            onChange={(event) => change({ live: event.target.checked || undefined })}
          >
            {words.live}
          </Checkbox>
        </>
      }
      note={rows.total === null ? null : words.total(count(rows.total))}
      actions={
        <>
          <ExportList
            wanted={{
              list: {
                list: 'cases',
                query: { ...query, after: null },
                columns: cols.shown.map(({ key }) => key).filter(isColumn),
              },
              title: words.listTitle,
              filters: words.filteredBy(told),
            }}
          />
          <Act
            type="primary"
            data-testid="case-open"
            why={may ? null : common.notAllowed}
            onClick={() => go(addresses.caseForm.at())}
          >
            {words.open}
          </Act>
        </>
      }
    />
  );
  return (
    <ListPage
      data-testid="page-cases"
      header={header}
      wide={held.wide ?? false}
      list={
        <DataTable
          {...rows}
          name="cases"
          data-testid="cases-table"
          columns={columns}
          rowKey={rowKey}
          of={JSON.stringify(query)}
          openId={held.open}
          onOpen={(row) => change({ open: row.id }, { replace: held.open !== undefined })}
          empty={
            filtered ? (
              <EmptyState title={words.noMatch} />
            ) : (
              <EmptyState title={words.empty} hint={words.emptyHint} />
            )
          }
        />
      }
      panel={
        held.open && (
          <CasePanel
            key={held.open}
            id={held.open}
            wide={held.wide ?? false}
            onWide={(wide) => change({ wide: wide || undefined })}
            onClose={() => change({ open: undefined, wide: undefined })}
          />
        )
      }
    />
  );
}
