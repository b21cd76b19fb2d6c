import type { ConsultationRow } from '../../ipc';
import { clockTime, dayOf, shortDay, weekOf } from '../../messages';
import { addresses, To } from '../../routing';
import { words } from './messages';
import styles from './Workbench.module.css';

/** The consultations of this week, a column a day. A weekend without any is left out. */
export function WeekStrip({ today, rows }: { today: string; rows: readonly ConsultationRow[] }) {
  // The list has the latest first; a day begins in the morning.
  const on = (day: string) =>
    rows
      .filter((row) => row.startsAt && dayOf(row.startsAt) === day)
      .toSorted((a, b) => (a.startsAt ?? '').localeCompare(b.startsAt ?? ''));
  const days = weekOf(today).filter((day, n) => n < 5 || day === today || on(day).length > 0);
  return (
    <div className={styles['week']} style={{ gridTemplateColumns: `repeat(${days.length}, minmax(0, 1fr))` }}>
      {days.map((day) => (
        <div key={day} className={styles['day']} data-today={day === today} data-past={day < today}>
          <div className={styles['dayName']}>{shortDay(day, today)}</div>
          {on(day).map((row) => (
            <To
              key={row.id}
              className={styles['meeting']}
              place={addresses.consultations.at({ open: row.id })}
            >
              <strong>{row.startsAt && clockTime(row.startsAt)}</strong> {row.topic}
              <span>{[row.lead, row.place].filter(Boolean).join(' · ')}</span>
            </To>
          ))}
          {on(day).length === 0 && <span className={styles['none']}>{words.noMeeting}</span>}
        </div>
      ))}
    </div>
  );
}
