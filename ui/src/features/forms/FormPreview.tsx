import { useQuery } from '@tanstack/react-query';
import { Skeleton, Typography } from 'antd';
import { call, commands, keys, type Cell, type GridCell } from '../../ipc';
import { count } from '../../messages';
import { ErrorNote } from '../../parts';
import styles from './FormPreview.module.css';
import { words } from './messages';

interface Props {
  code: string;
  /** YYYY-MM */
  period: string;
}

const shown = (cell: Cell): string => (cell.kind === 'empty' ? '' : String(cell.value));

function GridCellView({ cell }: { cell: GridCell }) {
  const look = { colSpan: cell.columns, rowSpan: cell.rows, 'data-part': cell.style.part };
  const text = shown(cell.value);
  // A day is read in one piece.
  const whole = cell.value.kind === 'date';
  const style = { textAlign: cell.style.align, ...(whole && { whiteSpace: 'nowrap' as const }) };
  if (cell.style.part !== 'header') {
    return (
      <td {...look} style={style}>
        {text}
      </td>
    );
  }
  return (
    <th {...look} scope={cell.columns > 1 ? 'colgroup' : 'col'} style={style}>
      {text}
    </th>
  );
}

/** A form as its workbook will be: the very same cells, people's numbers masked. */
export function FormPreview({ code, period }: Props) {
  const preview = useQuery({
    queryKey: keys.formPreview(code, period),
    queryFn: () => call(commands.formPreview(code, period)),
  });
  if (preview.isPending) return <Skeleton active />;
  if (preview.error) return <ErrorNote error={preview.error} onRetry={() => void preview.refetch()} />;
  const { grid, leftOut } = preview.data;
  const all = grid.widths.reduce((sum, width) => sum + width, 0);
  return (
    <>
      {/* What is wider than the window is reached with the arrow keys too. */}
      <div className={styles['sheet']} role="region" aria-label={grid.title} tabIndex={0}>
        <table data-testid={`preview-${code}`} style={{ minWidth: `${1.1 * all}ch` }}>
          <colgroup>
            {grid.widths.map((width, column) => (
              // A column has no other name than its place.
              <col key={column} style={{ width: `${(width / all) * 100}%` }} />
            ))}
          </colgroup>
          <tbody>
            {grid.rows.map((row, at) => (
              <tr key={at}>
                {row.cells.map((cell) => (
                  <GridCellView key={cell.column} cell={cell} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {leftOut > 0 && <Typography.Text type="secondary">{words.leftOut(count(leftOut))}</Typography.Text>}
    </>
  );
}
