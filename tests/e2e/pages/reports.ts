// 报表: writing a form's workbook.
import { By } from 'selenium-webdriver';
import type { Screen } from '../harness/screen';

/** Exports a form for a month (YYYY-MM); returns the path that the page tells. */
export async function exportForm(screen: Screen, code: string, month: string): Promise<string> {
  await screen.click('nav-reports');
  await screen.see('page-reports');
  await screen.date('report-period', month);
  await screen.click(`export-${code}`);
  const path = await screen.text(By.css(`[data-testid="exported-path"][data-code="${code}"]`));
  await screen.shot(`exported-${code}`);
  return path.trim();
}
