import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { call, commands, keys, type IntakeDone, type IntakeMade } from '../../ipc';
import { shortDay } from '../../messages';
import { addresses, To } from '../../routing';
import styles from './Intake.module.css';
import { words } from './messages';

/** What one of them may repeat. */
function Repeats({ id }: { id: string }) {
  const query = useQuery({
    queryKey: keys.appeal.duplicates(id),
    queryFn: () => call(commands.duplicateCandidates(id)),
  });
  const open = (query.data?.candidates ?? []).filter(({ state }) => state === 'proposed').slice(0, 3);
  return open.map(({ other: { row } }) => (
    <span key={row.id} className={styles['repeat']} data-testid="intake-repeats">
      ▲ {words.duplicate(row.number, row.title)}{' '}
      <To place={addresses.appeals.at({ open: id })}>{words.compare}</To>
    </span>
  ));
}

function Made({ made }: { made: IntakeMade }) {
  return (
    <li>
      <To place={addresses.appeals.at({ open: made.id })} data-testid="intake-made">
        {made.number}
      </To>{' '}
      {made.title}
      {made.deadline && (
        <span className={styles['soft']}> · {words.deadline(shortDay(made.deadline))}</span>
      )}{' '}
      <Repeats id={made.id} />
    </li>
  );
}

/** What the last saving made, what it may repeat, and what comes next. */
export function Done({ done, onClose }: { done: IntakeDone; onClose: () => void }) {
  const n = done.made.length;
  return (
    <Alert
      type={done.already ? 'info' : 'success'}
      showIcon
      closable={{ onClose }}
      className={styles['done'] ?? ''}
      data-testid="intake-done"
      title={
        <>
          {done.already ? words.already(n) : words.done(n)} · {words.next}：
          <To place={addresses.appeals.at({ unjudged: true })}>{words.toTriage}</To>
        </>
      }
      description={
        <ul className={styles['made']}>
          {done.made.map((made) => (
            <Made key={made.id} made={made} />
          ))}
        </ul>
      }
    />
  );
}
