import { common, fullDay, fullTime, shortDay, shortTime } from '../messages';

type Props = { time: string | null; day?: never } | { day: string | null; time?: never };

/** A moment or a day as people say it; the whole of it on hover. */
export function When({ time, day }: Props) {
  if (time) {
    return (
      <time dateTime={time} title={fullTime(time)}>
        {shortTime(time)}
      </time>
    );
  }
  if (day) {
    return (
      <time dateTime={day} title={fullDay(day)}>
        {shortDay(day)}
      </time>
    );
  }
  return <>{common.none}</>;
}
