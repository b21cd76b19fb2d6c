// Dates as the program shows them, counted from today in Asia/Shanghai: the stories must hold on any day.
const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });

/** The day `days` from today: YYYY-MM-DD. */
export const dayFromToday = (days: number): string => shown.format(Date.now() + days * 86_400_000);

/** The month of a day: YYYY-MM. */
export const monthOf = (day: string): string => day.slice(0, 7);
