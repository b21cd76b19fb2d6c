import type { MonthCount } from '../../ipc';
import { count, monthSpan } from '../../messages';
import { addresses, To } from '../../routing';
import { words } from './messages';
import styles from './Workbench.module.css';

/** 2026-03 → 3月, with the year where it begins. */
const label = (month: string, first: boolean): string => {
  const [year = '', number = ''] = month.split('-');
  const short = `${Number(number)}月`;
  return first || number === '01' ? `${year.slice(2)}年${short}` : short;
};

/** Twelve months: what came in and what was done. */
export function Trend({ months }: { months: readonly MonthCount[] }) {
  const most = Math.max(1, ...months.flatMap((one) => [one.received, one.done]));
  const height = (n: number) => `${(n / most) * 100}%`;
  return (
    <>
      <div className={styles['trend']}>
        {months.map((one, n) => (
          <To
            key={one.month}
            className={styles['month']}
            place={addresses.appeals.at(monthSpan(one.month))}
            title={words.monthNote(one.month, count(one.received), count(one.done))}
          >
            <span className={styles['bars']}>
              {one.received > 0 && (
                <span
                  className={styles['number']}
                  style={{ bottom: height(Math.max(one.received, one.done)) }}
                >
                  {count(one.received)}
                </span>
              )}
              <span className={styles['received']} style={{ height: height(one.received) }} />
              <span className={styles['done']} style={{ height: height(one.done) }} />
            </span>
            <span className={styles['monthName']}>{label(one.month, n === 0)}</span>
          </To>
        ))}
      </div>
      <div className={styles['legend']}>
        <span data-kind="received">{words.received}</span>
        <span data-kind="done">{words.done}</span>
      </div>
    </>
  );
}
