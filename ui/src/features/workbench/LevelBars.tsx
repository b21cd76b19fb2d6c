import { terms, type LevelCount } from '../../ipc';
import { count, monthSpan } from '../../messages';
import { addresses, To } from '../../routing';
import { words } from './messages';
import styles from './Workbench.module.css';

const ORDER: readonly LevelCount['level'][] = ['small', 'big', 'hard', null];

interface Props {
  levels: readonly LevelCount[];
  /** The month that they were counted for: YYYY-MM. */
  month: string;
}

/** 三办 at a glance: one bar a level, each leading to its appeals. */
export function LevelBars({ levels, month }: Props) {
  const counts = ORDER.map((level) => ({
    level,
    count: levels.find((one) => one.level === level)?.count ?? 0,
  }));
  const most = Math.max(1, ...counts.map((one) => one.count));
  return (
    <div className={styles['levels']}>
      {counts.map((one) => (
        <To
          key={one.level ?? 'none'}
          className={styles['level']}
          place={addresses.appeals.at({
            ...monthSpan(month),
            ...(one.level ? { levels: [one.level] } : { unjudged: true }),
          })}
        >
          <span>{one.level ? terms.Level[one.level] : words.notJudged}</span>
          <span className={styles['track']}>
            <span
              className={styles['fill']}
              data-soft={one.level === null}
              style={{ width: `${(one.count / most) * 100}%` }}
            />
          </span>
          <span className={styles['levelCount']}>{count(one.count)}</span>
        </To>
      ))}
    </div>
  );
}
