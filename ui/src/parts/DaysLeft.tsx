import type { Light } from '../ipc';
import { common, daysLeftWords, fullDay, shortDay } from '../messages';
import { LightTag } from './LightTag';
import { parts } from './messages';

interface Props {
  light: Light | null;
  days: number | null;
  deadline: string | null;
}

/** “▲ 还剩 1 个工作日”; the bare day once it is closed or can't be reckoned. */
export function DaysLeft({ light, days, deadline }: Props) {
  if (!deadline) return <>{common.none}</>;
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
