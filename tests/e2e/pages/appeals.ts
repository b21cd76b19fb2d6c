// 诉求: the list and the panel of one appeal.
import { By } from 'selenium-webdriver';
import type { Screen } from '../harness/screen';

const LEVELS = { big: '大事', hard: '难事', small: '小事' } as const;
export type Level = keyof typeof LEVELS;

/** The total that stands over the list, once it is this. */
export async function total(screen: Screen, expected: number): Promise<void> {
  await screen.text('appeals-total', (text) => Number(text.replace(/[^\d]/g, '')) === expected);
}

/** Opens the nth appeal of the list (from 1) and returns its title. */
export async function openNth(screen: Screen, n: number): Promise<string> {
  await screen.click('nav-appeals');
  await screen.click(By.xpath(`(//*[@data-testid="appeals-table"]//*[@data-row-key])[${n}]`));
  await screen.see('appeal-panel');
  return screen.text('appeal-title');
}

/** Judges the open appeal. */
export async function judge(screen: Screen, level: Level): Promise<void> {
  await screen.click(`judge-${level}`);
  await screen.text('appeal-level', (text) => text.includes(LEVELS[level]));
}
