import { terms, type LevelCount } from '../../ipc';
import { count } from '../../messages';
import { addresses, To } from '../../routing';
import { words } from './messages';
import styles from './Workbench.module.css';

/** 三办 at a glance: one bar a level, each leading to its appeals. */
export function LevelBars({ levels }: { levels: readonly LevelCount[] }) {
  const most = Math.max(1, ...levels.map((one) => one.count));
  return (
    <div className={styles['levels']}>
      {levels.map((one) => (
        <To
          key={one.level ?? 'none'}
          className={styles['level']}
          place={addresses.appeals.at(one.level ? { levels: [one.level] } : { unjudged: true })}
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
