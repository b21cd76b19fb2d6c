import { commands, keys, terms, type Channel, type ImportRow } from '../../ipc';
import { common, count } from '../../messages';
import { Act, DataTable, EmptyState, ListPage, PageHeader, SidePanel, useRows, When } from '../../parts';
import { addresses, To, useAddress, useGo } from '../../routing';
import { useMay } from '../../session';
import { Changes } from './Changes';
import { Counts } from './Counts';
import { words } from './messages';
import styles from './Imports.module.css';
import { UndoImport, Undone, useImportDetail } from './Undo';

const WORDS = words.history;
const PAGE = 50;

const sourceOf = (source: string): string =>
  Object.hasOwn(terms.Channel, source) ? terms.Channel[source as Channel] : source;

const stateOf = ({ undoneAt }: ImportRow): string => (undoneAt ? WORDS.undone : WORDS.stands);

const figure = (key: 'rows' | 'imported' | 'updated' | 'rejected', title: string) => ({
  key,
  title,
  width: 88,
  align: 'right' as const,
  render: (row: ImportRow) => count(row[key]),
  text: (row: ImportRow) => String(row[key]),
  sum: (row: ImportRow) => row[key],
});

const COLUMNS = [
  {
    key: 'at',
    title: WORDS.at,
    width: 140,
    render: (row: ImportRow) => <When time={row.at} />,
    text: (row: ImportRow) => row.at,
  },
  {
    key: 'file',
    title: WORDS.file,
    width: 280,
    render: (row: ImportRow) => row.fileName,
    text: (row: ImportRow) => row.fileName,
  },
  {
    key: 'source',
    title: WORDS.source,
    width: 120,
    render: (row: ImportRow) => sourceOf(row.source),
    text: (row: ImportRow) => sourceOf(row.source),
  },
  {
    key: 'by',
    title: WORDS.by,
    width: 110,
    render: (row: ImportRow) => row.by ?? common.none,
    text: (row: ImportRow) => row.by ?? '',
  },
  figure('rows', WORDS.rows),
  figure('imported', words.counts.imported),
  figure('updated', words.counts.updated),
  figure('rejected', words.counts.rejected),
  {
    key: 'state',
    title: WORDS.state,
    width: 100,
    render: (row: ImportRow) => (
      <span className={row.undoneAt ? (styles['undone'] ?? '') : ''}>{stateOf(row)}</span>
    ),
    text: stateOf,
  },
];

interface PanelProps {
  id: string;
  wide: boolean;
  onWide: (wide: boolean) => void;
  onClose: () => void;
}

function ImportPanel({ id, ...panel }: PanelProps) {
  const row = useImportDetail(id).data?.row;
  return (
    <SidePanel
      {...panel}
      title={row?.fileName ?? WORDS.title}
      actions={<UndoImport id={id} />}
      data-testid="import-panel"
    >
      {row && (
        <div className={styles['result']}>
          <div className={styles['soft']}>
            <When time={row.at} /> · {row.by ?? common.none} · {sourceOf(row.source)} ·{' '}
            {words.counts.rows(count(row.rows))}
          </div>
          <Undone row={row} />
          <Counts report={row} narrow />
          {!row.undoneAt && row.imported > 0 && (
            <div className={styles['links']}>
              <To place={addresses.appeals.at({ import: id })}>{WORDS.seeNew}</To>
              <To place={addresses.appealDuplicates.at({ import: id })}>{WORDS.seePairs}</To>
            </div>
          )}
          {row.updated > 0 && <Changes id={id} />}
        </div>
      )}
    </SidePanel>
  );
}

/** 导入记录: what was taken in when, what it changed, and a way to take it back. */
export default function HistoryPage() {
  const [at, setAt] = useAddress(addresses.appealImports);
  const go = useGo();
  const may = useMay('import_appeals');
  const rows = useRows(keys.import.list, (after) => commands.importHistory({ after, limit: PAGE }));
  return (
    <ListPage
      data-testid="page-import-history"
      wide={at.wide ?? false}
      header={
        <PageHeader
          title={WORDS.title}
          actions={
            <Act
              type="primary"
              shortcut="create"
              why={may ? null : common.notAllowed}
              onClick={() => go(addresses.appealImport.at())}
            >
              {WORDS.toImport}
            </Act>
          }
        />
      }
      list={
        <DataTable
          {...rows}
          name="imports"
          data-testid="imports-table"
          columns={COLUMNS}
          rowKey={(row) => row.id}
          openId={at.open}
          onOpen={(row) => setAt({ open: row.id }, { replace: at.open !== undefined })}
          empty={<EmptyState title={WORDS.empty} hint={WORDS.emptyHint} />}
        />
      }
      panel={
        at.open && (
          <ImportPanel
            key={at.open}
            id={at.open}
            wide={at.wide ?? false}
            onWide={(wide) => setAt({ wide: wide || undefined })}
            onClose={() => setAt({ open: undefined, wide: undefined })}
          />
        )
      }
    />
  );
}
