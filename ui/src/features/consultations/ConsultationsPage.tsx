import { Checkbox } from 'antd';
import { commands, keys, terms, type ConsultationColumn, type ConsultationRow } from '../../ipc';
import { common, count, dayOf, shortDay, weekOf } from '../../messages';
import {
  Act,
  DataTable,
  EmptyState,
  ExportList,
  ListPage,
  ManyFilter,
  PageHeader,
  SearchBox,
  useColumns,
  useRows,
  ViewsMenu,
  parts,
  type BuiltIn,
} from '../../parts';
import { addresses, useAddress, useGo } from '../../routing';
import { useMay } from '../../session';
import { columns } from './columns';
import { ConsultationPanel } from './ConsultationPanel';
import { words } from './messages';

const PAGE = 200;
const rowKey = (row: ConsultationRow) => row.id;
const isColumn = (key: string): key is ConsultationColumn => Object.hasOwn(terms.ConsultationColumn, key);

const builtIn = (today = dayOf()): readonly BuiltIn[] => [
  { code: 'all', name: words.view.all, filters: {} },
  { code: 'coming', name: words.view.coming, filters: { from: today } },
  { code: 'week', name: words.view.week, filters: { from: weekOf(today)[0], to: weekOf(today)[6] } },
  { code: 'late', name: words.view.late, filters: { late: true } },
];

/** 会商: the list, and the open one beside it. */
export default function ConsultationsPage() {
  const [held, change] = useAddress(addresses.consultations);
  const go = useGo();
  const may = useMay('create_consultation');
  const query = {
    text: held.text ?? null,
    states: held.states ?? [],
    kinds: held.kinds ?? [],
    agencyId: held.agency ?? null,
    lateActions: held.late ?? false,
    from: held.from ?? null,
    to: held.to ?? null,
    limit: PAGE,
  };
  const rows = useRows(keys.consultation.list(query), (after) =>
    commands.consultationList({ ...query, after }),
  );
  const cols = useColumns('consultations', columns);
  const filtered = Boolean(
    held.text ?? held.states ?? held.kinds ?? held.agency ?? held.from ?? held.to ?? held.late,
  );
  const create = (
    <Act
      type="primary"
      data-testid="consultation-create"
      why={may ? null : common.notAllowed}
      onClick={() => go(addresses.consultationForm.at())}
    >
      {words.create}
    </Act>
  );
  const some = <C extends string>(codes: readonly C[] | undefined, list: Readonly<Record<C, string>>) =>
    (codes ?? []).map((code) => list[code]).join('、');
  const told = parts.filtered([
    [parts.search, held.text],
    [words.states, some(held.states, terms.ConsultationState)],
    [words.kinds, some(held.kinds, terms.ConsultationKind)],
    [words.agencies, held.agency && words.oneAgency],
    [words.from, held.from && shortDay(held.from)],
    [words.to, held.to && shortDay(held.to)],
    [words.late, held.late && parts.yes],
  ]);
  const header = (
    <PageHeader
      filters={
        <>
          <ViewsMenu
            list="consultations"
            builtIn={builtIn()}
            held={held}
            columns={cols}
            go={(filters, how) => go(addresses.consultations.at(filters), how)}
          />
          <SearchBox
            value={held.text}
            placeholder={words.search}
            onSearch={(text) => change({ text }, { replace: true })}
          />
          <ManyFilter
            label={words.states}
            list={terms.ConsultationState}
            width={200}
            value={held.states}
            onChange={(states) => change({ states })}
          />
          <ManyFilter
            label={words.kinds}
            list={terms.ConsultationKind}
            value={held.kinds}
            onChange={(kinds) => change({ kinds })}
          />
          <Checkbox
            checked={held.late ?? false}
            onChange={(event) => change({ late: event.target.checked || undefined })}
          >
            {words.late}
          </Checkbox>
        </>
      }
      note={rows.total === null ? null : words.total(count(rows.total))}
      actions={
        <>
          <ExportList
            wanted={{
              list: {
                list: 'consultations',
                query: { ...query, after: null },
                columns: cols.shown.map(({ key }) => key).filter(isColumn),
              },
              title: words.listTitle,
              filters: words.filteredBy(told),
            }}
          />
          {create}
        </>
      }
    />
  );
  return (
    <ListPage
      data-testid="page-consultations"
      header={header}
      wide={held.wide ?? false}
      list={
        <DataTable
          {...rows}
          name="consultations"
          data-testid="consultations-table"
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
          <ConsultationPanel
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
