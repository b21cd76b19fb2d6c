import { Alert } from 'antd';
import { terms, type TriageTrial } from '../../../ipc';
import { count } from '../../../messages';
import { When } from '../../../parts';
import { addresses, To } from '../../../routing';
import { words } from './messages';

/** What a rule would have hit. */
export function Trial({ trial }: { trial: TriageTrial }) {
  return (
    <Alert
      type="info"
      data-testid="rule-trial"
      title={
        words.hits(trial.days, count(trial.hits), count(trial.looked)) + (trial.cut ? `，${words.cut}` : '')
      }
      description={
        trial.rows.length > 0 && (
          <div style={{ maxHeight: 160, overflow: 'auto' }}>
            {words.shown(trial.rows.length)}
            {trial.rows.map((row) => (
              <div key={row.id}>
                <When time={row.receivedAt} />{' '}
                <To place={addresses.appeals.at({ open: row.id })}>
                  {row.number} {row.title}
                </To>
                {row.level && `（${terms.Level[row.level]}）`}
              </div>
            ))}
          </div>
        )
      }
    />
  );
}
