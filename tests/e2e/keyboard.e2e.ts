// What can be done without the mouse: the command palette opens, finds, leads somewhere, and closes.
import { Key } from 'selenium-webdriver';
import { describe, expect, test } from 'vitest';
import { preparedDatabase } from './harness/database';
import { useProgram } from './harness/session';

describe('the keyboard', () => {
  const session = useProgram('keyboard', 'sqlite', (cleanup) => preparedDatabase(cleanup, 'sqlite'));

  test('Ctrl+K opens the palette and Esc closes it', async () => {
    const { screen } = session;
    await screen.see('page-workbench');
    expect(await screen.has('palette')).toBe(false);
    await screen.press(Key.chord(Key.CONTROL, 'k'));
    await screen.see('palette-input');
    await screen.shot('palette');
    await screen.press(Key.ESCAPE);
    await screen.gone('palette');
    await screen.see('page-workbench');
  });

  test('the palette leads to a page', async () => {
    const { screen } = session;
    await screen.press(Key.chord(Key.CONTROL, 'k'));
    await screen.type('palette-input', '报表');
    await screen.press(Key.ENTER);
    await screen.see('page-reports');
    await screen.gone('palette');
  });
});
