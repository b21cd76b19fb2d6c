// 导入: from the list of appeals through the wizard and back.
import type { Screen } from '../harness/screen';

/** Imports a file by the wizard; returns the number of imported rows that its report tells. */
export async function importFile(screen: Screen, file: string): Promise<number> {
  await screen.click('nav-appeals');
  await screen.click('appeals-import');
  await screen.see('page-import');
  await screen.upload('import-file', file);
  // Steps in between (the columns, the preview) are looked at and accepted as they are.
  while (!(await nextIsLast(screen))) {
    await screen.shot('import-step');
    await screen.click('import-next');
  }
  await screen.shot('import-ready');
  await screen.click('import-run');
  await screen.see('import-result', 120_000);
  const text = await screen.text('import-imported', (value) => /\d/.test(value));
  await screen.shot('import-result');
  await screen.click('import-to-list');
  return Number(text.replace(/[^\d]/g, ''));
}

function nextIsLast(screen: Screen): Promise<boolean> {
  return screen
    .wait('a button to go on with', async () => {
      if (await screen.usable('import-run')) return { last: true };
      return (await screen.usable('import-next')) ? { last: false } : null;
    })
    .then((found) => found.last);
}
