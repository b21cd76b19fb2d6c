import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);
dayjs.extend(timezone);
dayjs.locale('zh-cn');

const ZONE = 'Asia/Shanghai';
const WEEKDAYS: readonly string[] = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** A moment as clocks in Shanghai show it. */
const local = (time: string) => dayjs(time).tz(ZONE);

/** The day in Shanghai of a moment, or of now: YYYY-MM-DD. */
export const dayOf = (time?: string): string => local(time ?? new Date().toISOString()).format('YYYY-MM-DD');

const weekday = (day: dayjs.Dayjs): string => WEEKDAYS[day.day()] ?? '';

function dayWords(day: dayjs.Dayjs, today: string): string {
  const apart = day.startOf('day').diff(dayjs.utc(today), 'day');
  if (apart === 0) return '今天';
  if (apart === 1) return '明天';
  if (apart === -1) return '昨天';
  const sameYear = day.format('YYYY') === today.slice(0, 4);
  return `${day.format(sameYear ? 'M月D日' : 'YYYY年M月D日')} ${weekday(day)}`;
}

/** “今天 14:30”, “11月24日 周二 09:00”. */
export function shortTime(time: string, today = dayOf()): string {
  const moment = local(time);
  return `${dayWords(dayjs.utc(moment.format('YYYY-MM-DD')), today)} ${moment.format('HH:mm')}`;
}

/** “今天”, “11月24日 周二”; with the year when it isn't this one. */
export const shortDay = (day: string, today = dayOf()): string => dayWords(dayjs.utc(day), today);

/** “2026年11月24日 周二 14:30”. */
export function fullTime(time: string): string {
  const moment = local(time);
  return `${moment.format('YYYY年M月D日')} ${weekday(moment)} ${moment.format('HH:mm')}`;
}

/** “2026年11月24日 周二”. */
export function fullDay(day: string): string {
  const date = dayjs.utc(day);
  return `${date.format('YYYY年M月D日')} ${weekday(date)}`;
}

/** “还剩 3 个工作日”, “今天到期”, “超期 2 个工作日”. */
export function daysLeftWords(days: number): string {
  if (days === 0) return '今天到期';
  return days > 0 ? `还剩 ${days} 个工作日` : `超期 ${-days} 个工作日`;
}

/** Whether a deadline has an hour of its own: its first late instant isn't a midnight in Shanghai. */
export const hasHour = (dueAt: string): boolean => local(dueAt).format('HH:mm:ss') !== '00:00:00';

/** Of a deadline with an hour: “还剩 40 分钟”, “今天 14:30 前”, “超时 2 小时”. */
export function timeLeftWords(dueAt: string, now: Date = new Date()): string {
  const minutes = Math.floor((new Date(dueAt).getTime() - now.getTime()) / 60_000);
  if (minutes < 0) {
    const late = -minutes;
    if (late < 60) return `超时 ${late} 分钟`;
    return late < 1440 ? `超时 ${Math.floor(late / 60)} 小时` : `超时 ${Math.floor(late / 1440)} 天`;
  }
  return minutes < 60 ? `还剩 ${minutes} 分钟` : `${shortTime(dueAt, dayOf(now.toISOString()))} 前`;
}

/** What a DatePicker holds (a day and time as read on clocks in Shanghai) as an instant for the Rust side. */
export const toInstant = (picked: dayjs.Dayjs): string =>
  dayjs.tz(picked.format('YYYY-MM-DDTHH:mm:ss'), ZONE).toISOString();

/** An instant as what a DatePicker shows. */
export const fromInstant = (time: string): dayjs.Dayjs => dayjs(local(time).format('YYYY-MM-DDTHH:mm:ss'));

/** “14:30”. */
export const clockTime = (time: string): string => local(time).format('HH:mm');

/** So many days later; earlier with a negative number. */
export const addDays = (day: string, days: number): string =>
  dayjs.utc(day).add(days, 'day').format('YYYY-MM-DD');

/** The seven days of a day's week, from Monday. */
export function weekOf(day: string): string[] {
  const fromMonday = (dayjs.utc(day).day() + 6) % 7;
  return Array.from({ length: 7 }, (_, n) => addDays(day, n - fromMonday));
}

/** The first and the last day of a month YYYY-MM. */
export const monthSpan = (month: string): { from: string; to: string } => ({
  from: `${month}-01`,
  to: dayjs.utc(`${month}-01`).endOf('month').format('YYYY-MM-DD'),
});
