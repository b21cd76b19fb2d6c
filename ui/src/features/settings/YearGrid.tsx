import { fullDay } from '../../messages';
import { words } from './messages';
import type { GridDay, GridMonth } from './months';
import styles from './YearGrid.module.css';

const WORDS = words.calendar;

interface Props {
  months: readonly GridMonth[];
  today: string;
  /** None for those who may not change it. */
  onPick: ((day: GridDay) => void) | null;
}

function Day({ day, today, onPick }: { day: GridDay; today: boolean; onPick: Props['onPick'] }) {
  const mark = day.special && (day.special.kind === 'holiday' ? WORDS.off : WORDS.on);
  const title = [fullDay(day.date), day.special?.name, day.special?.edited ? WORDS.legend.edited : '']
    .filter(Boolean)
    .join('，');
  return (
    <button
      type="button"
      className={styles['day']}
      data-kind={day.special?.kind}
      data-works={day.works}
      data-today={today}
      data-edited={day.special?.edited}
      data-date={day.date}
      title={title}
      disabled={!onPick}
      onClick={() => onPick?.(day)}
    >
      {day.number}
      {mark && <sup>{mark}</sup>}
    </button>
  );
}

/** Twelve months; days off and make-up days say so in a word, not only by colour. */
export function YearGrid({ months, today, onPick }: Props) {
  return (
    <>
      <div className={styles['year']}>
        {months.map(({ month, lead, days, workdays }) => (
          <section key={month} className={styles['month']} aria-label={WORDS.month(month)}>
            <header>
              <strong>{WORDS.month(month)}</strong> <span>{WORDS.workdays(workdays)}</span>
            </header>
            <div className={styles['days']}>
              {WORDS.weekdays.map((name) => (
                <span key={name} className={styles['weekday']}>
                  {name}
                </span>
              ))}
              {days.map((day, n) => (
                <div key={day.date} style={n === 0 ? { gridColumnStart: lead + 1 } : undefined}>
                  <Day day={day} today={day.date === today} onPick={onPick} />
                </div>
              ))}
            </div>
          </section>
        ))}
      </div>
      <div className={styles['legend']}>
        <span data-kind="holiday">
          {WORDS.off} {WORDS.legend.off}
        </span>
        <span data-kind="workday">
          {WORDS.on} {WORDS.legend.on}
        </span>
        <span data-kind="edited">{WORDS.legend.edited}</span>
        <span data-kind="today">{WORDS.legend.today}</span>
      </div>
    </>
  );
}
