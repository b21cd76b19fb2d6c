// Dates as the program shows them, counted from today in Asia/Shanghai: the stories must hold on any day.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './folders';

const DAY = 86_400_000;
const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });

/** The day `days` from today: YYYY-MM-DD. */
export const dayFromToday = (days: number): string => shown.format(Date.now() + days * DAY);

/** The month of a day: YYYY-MM. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** The days out of the ordinary, as the program brings them with it. */
interface Calendar {
  holidays: Record<string, string>;
  workdays: Record<string, string>;
}

const calendar = JSON.parse(
  readFileSync(join(root, 'src-tauri', 'crates', 'domain', 'data', 'chinese-days-1.5.7.json'), 'utf8'),
) as Calendar;

// Like the program, which refuses a year that its calendar doesn't hold, a story must not guess.
function isWorkingDay(day: string): boolean {
  const year = day.slice(0, 4);
  if (!(`${year}-10-01` in calendar.holidays))
    throw new Error(`the calendar that the program brings with it has no ${year}`);
  if (day in calendar.holidays) return false;
  if (day in calendar.workdays) return true;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The first working day after a day (today, unless told): YYYY-MM-DD. */
export function nextWorkingDay(after: string = dayFromToday(0)): string {
  const next = new Date(Date.parse(`${after}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
  return isWorkingDay(next) ? next : nextWorkingDay(next);
}
