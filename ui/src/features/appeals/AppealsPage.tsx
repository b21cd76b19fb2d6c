import { commands, keys, type AppealRow } from '../../ipc';
import { common, count } from '../../messages';
import { Act, DataTable, EmptyState, ListPage, PageHeader, useRows } from '../../parts';
import { addresses, useAddress, useGo } from '../../routing';
import { useMay } from '../../session';
import { AppealFilters, asQuery, ClearFilters, isFiltered } from './AppealFilters';
import { AppealPanel } from './AppealPanel';
import { columns } from './columns';
import { useJudging } from './judging';
import { words } from './messages';
import { Register } from './Register';

const PAGE = 100;

/** Leads to one consultation about all the chosen ones. */
function Together({ rows }: { rows: readonly AppealRow[] }) {
  const go = useGo();
  const may = useMay('create_consultation');
  const fit = rows.every(({ level, state }) => level === 'big' && state === 'judged');
  return (
    <Act
      size="small"
      why={!may ? common.notAllowed : fit ? null : words.onlyBig}
      onClick={() => go(addresses.consultationForm.at({ appeals: rows.map(({ id }) => id) }))}
    >
      {words.togetherConsultation}
    </Act>
  );
}

function Import() {
  const go = useGo();
  const may = useMay('import_appeals');
  return (
    <Act
      data-testid="appeals-import"
      why={may ? null : common.notAllowed}
      onClick={() => go(addresses.appealImport.at())}
    >
      {words.import}
    </Act>
  );
}

/** 诉求: the list, and the open one beside it. */
export default function AppealsPage() {
  const [held, change] = useAddress(addresses.appeals);
  const judging = useJudging();
  const query = asQuery(held, PAGE);
  const rows = useRows(keys.appeal.list(query), (after) => commands.appealList({ ...query, after }));
  const empty = isFiltered(held) ? (
    <EmptyState title={words.noMatch} hint={words.noMatchHint} actions={<ClearFilters change={change} />} />
  ) : (
    <EmptyState title={words.empty} hint={words.emptyHint} />
  );
  return (
    <ListPage
      data-testid="page-appeals"
      wide={held.wide ?? false}
      header={
        <PageHeader
          filters={<AppealFilters held={held} change={change} />}
          note={
            rows.total !== null && <span data-testid="appeals-total">{words.total(count(rows.total))}</span>
          }
          actions={
            <>
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
          data-testid="appeals-table"
          columns={columns}
          rowKey={(row) => row.id}
          openId={held.open}
          onOpen={(row) => change({ open: row.id }, { replace: held.open !== undefined })}
          bulk={(chosen) => <Together rows={chosen} />}
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
