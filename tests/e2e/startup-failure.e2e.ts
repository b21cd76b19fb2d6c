// A database that cannot be opened is told as such, in Chinese, with what to do; the file stays as it was.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Cleanup } from './harness/cleanup';
import { temporaryFolder } from './harness/folders';
import { useProgram } from './harness/session';

const CONTENT = '这不是数据库。'.repeat(2_000);

describe('a broken database file', () => {
  let file = '';
  const session = useProgram('startup-failure', 'sqlite', async (cleanup: Cleanup) => {
    file = join(temporaryFolder(cleanup), '坏.db');
    writeFileSync(file, CONTENT);
    return `sqlite://${file}`;
  });

  test('is said so instead of the frame, and left untouched', async () => {
    const { screen } = session;
    const page = await screen.see('startup-failure');
    expect(await page.getAttribute('data-code')).toBe('database_broken');
    expect(await page.getText()).toMatch(/数据库/);
    expect(await screen.has('nav-appeals')).toBe(false);
    await screen.shot('broken-database');
    expect(readFileSync(file, 'utf8')).toBe(CONTENT);
  });

  test('is still said so after another try', async () => {
    const { screen } = session;
    await screen.click('startup-retry');
    await screen.see('startup-failure');
    expect(readFileSync(file, 'utf8')).toBe(CONTENT);
  });
});
