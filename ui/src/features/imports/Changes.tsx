import { Button, Table, type TableColumnsType } from 'antd';
import { commands, keys, terms, type FieldChange, type ImportedChange } from '../../ipc';
import { ErrorNote, FoldText, useRows } from '../../parts';
import { addresses, To } from '../../routing';
import { words } from './messages';
import styles from './Imports.module.css';

const WORDS = words.changes;
const PAGE = 50;

/** One field of one appeal; the first of an appeal names it and spans the others. */
interface Line {
  key: string;
  appeal: ImportedChange;
  change: FieldChange | null;
  span: number;
}

const linesOf = (appeal: ImportedChange): Line[] =>
  appeal.fields.length === 0
    ? [{ key: appeal.id, appeal, change: null, span: 1 }]
    : appeal.fields.map((change, i) => ({
        key: `${appeal.id} ${change.field}`,
        appeal,
        change,
        span: i === 0 ? appeal.fields.length : 0,
      }));

const side = (text: string | null | undefined) =>
  text ? <FoldText text={text} rows={2} /> : <span className={styles['faint']}>{WORDS.empty}</span>;

const COLUMNS: TableColumnsType<Line> = [
  {
    title: WORDS.appeal,
    width: 168,
    onCell: ({ span }) => ({ rowSpan: span, style: { verticalAlign: 'top' } }),
    render: (_, { appeal }) => (
      <>
        <To place={addresses.appeals.at({ open: appeal.id })}>{appeal.number}</To>
        <div>{appeal.title}</div>
      </>
    ),
  },
  {
    title: WORDS.field,
    width: 104,
    render: (_, { change }) => change && terms.ImportField[change.field],
  },
  { title: WORDS.before, render: (_, { change }) => side(change?.before) },
  { title: WORDS.after, render: (_, { change }) => side(change?.after) },
];

/** What an import changed of appeals that were known already, field by field. */
export function Changes({ id }: { id: string }) {
  const rows = useRows(keys.import.changes(id), (after) =>
    commands.importChanges(id, { after, limit: PAGE }),
  );
  return (
    <section className={styles['findings']} data-testid="import-changes">
      <h2>{WORDS.title}</h2>
      <ErrorNote error={rows.error} onRetry={rows.onRetry} />
      <div className={styles['problems']}>
        <Table<Line>
          size="small"
          pagination={false}
          loading={rows.loading}
          columns={COLUMNS}
          dataSource={rows.rows.flatMap(linesOf)}
          rowKey="key"
        />
      </div>
      {rows.hasMore && (
        <Button loading={rows.loadingMore} onClick={rows.onMore}>
          {WORDS.more}
        </Button>
      )}
    </section>
  );
}
