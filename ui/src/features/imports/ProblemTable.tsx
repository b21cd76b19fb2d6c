import { Table, type TableColumnsType } from 'antd';
import { terms, type RowProblem } from '../../ipc';
import { common } from '../../messages';
import { words } from './messages';
import styles from './Imports.module.css';

const WORDS = words.problems;

const COLUMNS: TableColumnsType<RowProblem> = [
  { title: WORDS.row, width: 88, dataIndex: 'row', align: 'right' },
  { title: WORDS.column, width: 160, render: (_, { column }) => column ?? common.none },
  {
    title: WORDS.value,
    ellipsis: true,
    render: (_, { value }) => value ?? <span className={styles['faint']}>{WORDS.empty}</span>,
  },
  {
    title: WORDS.problem,
    width: 320,
    render: (_, { problem, candidates }) => (
      <>
        {terms.RowProblemKind[problem]}
        {candidates && candidates.length > 0 && (
          <div className={styles['soft']}>{WORDS.candidates(candidates)}</div>
        )}
      </>
    ),
  },
];

/** What is wrong, by row and column. */
export function ProblemTable({ problems, ...rest }: { problems: RowProblem[]; 'data-testid': string }) {
  return (
    <div className={styles['problems']} data-testid={rest['data-testid']}>
      <Table<RowProblem>
        size="small"
        pagination={false}
        columns={COLUMNS}
        dataSource={problems}
        rowKey={({ row, column, problem, value }) => [row, column, problem, value].join('|')}
      />
    </div>
  );
}
