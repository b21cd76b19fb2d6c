// The main job: from a hotline export to a consultation, a case and the two ledgers.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Engine, preparedDatabase } from './harness/database';
import { samples } from './harness/folders';
import { useProgram } from './harness/session';
import { firstSheet } from './harness/workbook';
import { judge, openNth, total } from './pages/appeals';
import { openFromAppeal } from './pages/case';
import { createFromAppeal } from './pages/consultation';
import { importFile } from './pages/import';
import { exportForm } from './pages/reports';

const PLACE = '胭脂山社区二楼会议室';
const ENGINES: Engine[] = ['sqlite', 'postgres'];

describe.each(ENGINES)('the main job on %s', (engine) => {
  const session = useProgram('main-job', engine, (cleanup) => preparedDatabase(cleanup, engine));
  let topic = '';
  let caseName = '';

  test('opens on the database it was given', async () => {
    await session.screen.see('page-workbench');
    const shown = await session.screen.text('database-name');
    expect(shown).toContain(engine === 'sqlite' ? '本机' : '共享');
    await session.screen.shot('workbench');
  });

  test('imports the hotline export', async () => {
    expect(await importFile(session.screen, join(samples, 'hotline-12345.xlsx'))).toBe(3000);
    await total(session.screen, 3000);
    await session.screen.shot('appeals');
  });

  test('makes a consultation of an appeal that is judged 大事', async () => {
    await openNth(session.screen, 1);
    await judge(session.screen, 'big');
    await session.screen.shot('judged-big');
    topic = await createFromAppeal(session.screen, {
      lead: '住建局',
      cooperating: ['城管局', '生态环境'],
      startsAt: '2026-12-03 14:30',
      place: PLACE,
    });
    expect(topic).not.toBe('');
  });

  test('opens a case for an appeal that is judged 难事', async () => {
    await openNth(session.screen, 2);
    await judge(session.screen, 'hard');
    caseName = await openFromAppeal(session.screen, { leader: '', responsible: '信访局' });
    expect(caseName).not.toBe('');
  });

  test('writes the ledger of consultations', async () => {
    const path = await exportForm(session.screen, 'consultation-ledger');
    expect(existsSync(path)).toBe(true);
    const sheet = await firstSheet(path);
    expect([...sheet.cells.values()]).toContain(topic);
  });

  test('writes the ledger of cases', async () => {
    const path = await exportForm(session.screen, 'case-ledger');
    const sheet = await firstSheet(path);
    expect([...sheet.cells.values()]).toContain(caseName);
  });
});
