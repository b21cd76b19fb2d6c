import type { Light } from '../ipc';
import { common, daysLeftWords, fullDay, fullTime, hasHour, shortDay, timeLeftWords } from '../messages';
import { LightTag } from './LightTag';
import { parts } from './messages';
import { useNow } from './useNow';

interface Props {
  light: Light | null;
  days: number | null;
  deadline: string | null;
  /** The first instant that is late, where it may have an hour of its own. */
  dueAt?: string | null;
}

/** “■ 超时 2 小时”: counts down by itself, and turns red at its minute. */
function TimeLeft({ light, dueAt }: { light: Light; dueAt: string }) {
  const now = useNow(true);
  const late = now.getTime() >= new Date(dueAt).getTime();
  return (
    <span title={parts.deadline(fullTime(dueAt))}>
      <LightTag light={late ? 'red' : light}>{timeLeftWords(dueAt, now)}</LightTag>
    </span>
  );
}

/** “▲ 还剩 1 个工作日”; the bare day once it is closed or can't be reckoned. */
export function DaysLeft({ light, days, deadline, dueAt }: Props) {
  if (!deadline) return <>{common.none}</>;
  if (light && dueAt && hasHour(dueAt)) return <TimeLeft light={light} dueAt={dueAt} />;
  return (
    <span title={parts.deadline(fullDay(deadline))}>
      {light && days !== null ? <LightTag light={light}>{daysLeftWords(days)}</LightTag> : shortDay(deadline)}
      {light && days === null && (
        <>
          {' '}
          <LightTag light={light} />
        </>
      )}
    </span>
  );
}
