import { terms, type AppealRow } from '../../ipc';
import { DaysLeft, EmptyState } from '../../parts';
import { addresses, To } from '../../routing';
import { words } from './messages';
import styles from './Workbench.module.css';

/** The appeals whose deadlines are nearest or past. */
export function UrgentList({ rows }: { rows: readonly AppealRow[] }) {
  if (rows.length === 0) return <EmptyState title={words.nothingUrgent} hint={words.nothingUrgentHint} />;
  return (
    <ul className={styles['urgent']}>
      {rows.map((row) => (
        <li key={row.id}>
          <To place={addresses.appeals.at({ open: row.id, sort: 'deadline_asc' })} title={row.title}>
            <span className={styles['urgentTitle']}>{row.title}</span>
            <span className={styles['urgentMeta']}>
              {/* A town that handles its own matter is named once. */}
              {[...new Set([row.level ? terms.Level[row.level] : words.notJudged, row.town, row.handler])]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <span className={styles['urgentLight']}>
              <DaysLeft
                light={row.light}
                days={row.workingDaysLeft}
                deadline={row.deadline}
                dueAt={row.dueAt}
              />
            </span>
          </To>
        </li>
      ))}
    </ul>
  );
}
