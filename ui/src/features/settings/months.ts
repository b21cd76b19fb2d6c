import type { CalendarDay } from '../../ipc';

/** A day of the year's grid. */
export interface GridDay {
  date: string;
  number: number;
  /** By the plain rule of the week. */
  weekend: boolean;
  /** What the calendar says otherwise. */
  special: CalendarDay | undefined;
  works: boolean;
}

/** A month of the grid: empty places before the first, so that weeks begin on Monday. */
export interface GridMonth {
  month: number;
  lead: number;
  days: GridDay[];
  workdays: number;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** The twelve months of a year with what is out of the ordinary. */
export function monthsOf(year: number, special: readonly CalendarDay[]): GridMonth[] {
  const byDate = new Map(special.map((day) => [day.date, day]));
  return Array.from({ length: 12 }, (_, n) => {
    const month = n + 1;
    const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const days = Array.from({ length }, (_, d): GridDay => {
      const date = `${year}-${two(month)}-${two(d + 1)}`;
      const weekend = [0, 6].includes(new Date(Date.UTC(year, n, d + 1)).getUTCDay());
      const found = byDate.get(date);
      return {
        date,
        number: d + 1,
        weekend,
        special: found,
        works: found ? found.kind === 'workday' : !weekend,
      };
    });
    const lead = (new Date(Date.UTC(year, n, 1)).getUTCDay() + 6) % 7;
    return { month, lead, days, workdays: days.filter((day) => day.works).length };
  });
}
