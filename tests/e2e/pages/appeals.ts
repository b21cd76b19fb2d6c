// 诉求: the list and the panel of one appeal.
import { By } from 'selenium-webdriver';
import type { Screen } from '../harness/screen';

const LEVELS = { big: '大事', hard: '难事', small: '小事' } as const;
export type Level = keyof typeof LEVELS;

/** The total that stands over the list, once it is this. */
export async function total(screen: Screen, expected: number): Promise<void> {
  await screen.text('appeals-total', (text) => Number(text.replace(/[^\d]/g, '')) === expected);
}

/** Opens the first appeal of the list that nobody has dealt with yet and returns its title. */
export async function openRegistered(screen: Screen): Promise<string> {
  await screen.click('nav-appeals');
  const row = '//*[@data-testid="appeals-table"]//tr[@data-row-key][td[normalize-space()="登记"]]';
  // The first cell only ticks the row.
  await screen.click(By.xpath(`(${row})[1]/td[2]`));
  await screen.see('appeal-panel');
  return screen.text('appeal-title');
}

/** Judges the open appeal. */
export async function judge(screen: Screen, level: Level): Promise<void> {
  await screen.click(`judge-${level}`);
  await screen.text('appeal-level', (text) => text.includes(LEVELS[level]));
}
