import { Table, type TableColumnsType } from 'antd';
import { terms, type ImportPreview, type PreviewRow } from '../../ipc';
import { problemsOf, readColumns } from './columns';
import { words } from './messages';
import styles from './Imports.module.css';

const LONG: readonly string[] = ['text', 'title', 'place', 'party_address'];

/** The first rows under our own names, each doubt or fault at its cell. */
export function ReadTable({ preview }: { preview: ImportPreview }) {
  const columns = readColumns(preview);
  const shown: TableColumnsType<PreviewRow> = [
    { title: words.trial.row, width: 56, dataIndex: 'row', align: 'right', fixed: 'start' },
    ...columns.map((column, i) => ({
      key: column.field,
      title: terms.ImportField[column.field],
      width: LONG.includes(column.field) ? 240 : 152,
      render: (_: unknown, row: PreviewRow) => {
        const problems = problemsOf(row, column);
        const cell = row.cells[i] ?? '';
        return (
          <>
            <div className={styles['cell']} title={cell}>
              {cell}
            </div>
            {problems.map(({ problem }) => (
              <div key={problem} className={styles['fault']}>
                ▲ {terms.RowProblemKind[problem]}
              </div>
            ))}
          </>
        );
      },
    })),
  ];
  return (
    <Table<PreviewRow>
      rowKey="row"
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={shown}
      dataSource={preview.read}
      data-testid="import-first-rows"
    />
  );
}
