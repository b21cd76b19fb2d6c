import { Button } from 'antd';
import { EmptyState, Figure } from '../../parts';
import { addresses, To } from '../../routing';
import { words } from './messages';
import type { Outcome } from './outcome';
import styles from './Triage.module.css';

/** The end of the queue: what was done, each figure leading to its list. */
export function Finished({
  outcomes,
  onAgain,
}: {
  outcomes: ReadonlyMap<string, Outcome>;
  onAgain: () => void;
}) {
  const all = [...outcomes.values()];
  const of = (fits: (one: Outcome) => boolean) => all.filter(fits).length;
  const level = (wanted: 'small' | 'big' | 'hard') =>
    of((one) => one.kind === 'judged' && one.level === wanted);
  const judged = of((one) => one.kind === 'judged');
  const skipped = of((one) => one.kind === 'skipped');
  const { result } = words;
  return (
    <div data-testid="triage-finished">
      <EmptyState
        title={all.length > 0 ? words.done : words.nothing}
        hint={
          judged > 0
            ? words.followed(
                of((one) => one.kind === 'judged' && one.followed === true),
                judged,
              )
            : words.nothingHint
        }
        actions={
          <>
            {skipped > 0 && (
              <Button type="primary" onClick={onAgain}>
                {words.again}
              </Button>
            )}
            <To place={addresses.appeals.at()}>{words.leave}</To>
          </>
        }
      />
      {all.length > 0 && (
        <div className={styles['figures']}>
          {(['small', 'big', 'hard'] as const).map((one) => (
            <Figure
              key={one}
              label={result[one]}
              value={level(one)}
              place={addresses.appeals.at({ levels: [one], sort: 'received_desc' })}
            />
          ))}
          <Figure
            label={result.merged}
            value={of((one) => one.kind === 'merged')}
            place={addresses.appeals.at({ states: ['archived'] })}
          />
          <Figure
            label={result.passed}
            value={of((one) => one.kind === 'passed')}
            place={addresses.appeals.at({ unjudged: true })}
          />
          <Figure label={result.skipped} value={skipped} place={addresses.appeals.at({ unjudged: true })} />
        </div>
      )}
    </div>
  );
}
