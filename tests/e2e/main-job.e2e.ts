// The main job: from a hotline export to a consultation, a case and the two ledgers.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Engine, preparedDatabase } from './harness/database';
import { dayFromToday, monthOf, nextWorkingDay } from './harness/dates';
import { samples } from './harness/folders';
import { useProgram } from './harness/session';
import { type Sheet, firstSheet } from './harness/workbook';
import { judge, openRegistered, total } from './pages/appeals';
import { type Opened, openFromAppeal } from './pages/case';
import { type Created, createFromAppeal } from './pages/consultation';
import { importFile } from './pages/import';
import { exportForm } from './pages/reports';

const ENGINES: Engine[] = ['sqlite', 'postgres'];
// A consultation is refused in the past and on a day that is not worked.
const MEETING_DAY = nextWorkingDay();

/** What every ledger is, whatever it holds. */
function expectLedger(sheet: Sheet, title: RegExp): void {
  expect(sheet.cells.get('A1')).toMatch(title);
  expect(sheet.merges.some((range) => /^A1:[A-Z]+1$/.test(range))).toBe(true);
  expect(sheet.landscape).toBe(true);
  expect(sheet.paper).toBe(9); // A4
  expect(sheet.fitToWidth).toBe(1);
  expect(sheet.titleRows).toMatch(/^\d+:\d+$/);
  expect([...sheet.cells.values()].some((text) => text.includes('填报单位'))).toBe(true);
}

/** The texts of the row in which a cell holds exactly this text, with every one of its cells bordered. */
function rowOf(sheet: Sheet, text: string): string[] {
  const address = sheet.find(text);
  expect(address, `a cell with "${text}"`).toBeDefined();
  const row = address?.replace(/\D/g, '');
  const cells = [...sheet.cells].filter(([at]) => at.replace(/\D/g, '') === row);
  for (const [at] of cells) expect(sheet.bordered(at), `a border at ${at}`).toBe(true);
  return cells.map(([, value]) => value);
}

describe.each(ENGINES)('the main job on %s', (engine) => {
  const session = useProgram('main-job', engine, (cleanup) => preparedDatabase(cleanup, engine));
  let consultation: Created;
  let opened: Opened;

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
    await openRegistered(session.screen);
    await judge(session.screen, 'big');
    await session.screen.shot('judged-big');
    consultation = await createFromAppeal(session.screen, {
      lead: '住建局',
      cooperating: ['城管局', '生态环境'],
      startsAt: `${MEETING_DAY} 14:30`,
      place: '胭脂山社区二楼会议室',
    });
  });

  test('opens a case for an appeal that is judged 难事', async () => {
    await openRegistered(session.screen);
    await judge(session.screen, 'hard');
    await session.screen.shot('judged-hard');
    opened = await openFromAppeal(session.screen, { responsible: '信访局' });
  });

  test('writes the ledger of consultations', async () => {
    const path = await exportForm(session.screen, 'consultation-ledger', monthOf(MEETING_DAY));
    const sheet = await firstSheet(path);
    expectLedger(sheet, /会商事项台账/);
    const row = rowOf(sheet, consultation.topic);
    expect(row).toContain(consultation.lead);
    for (const agency of consultation.cooperating) expect(row.join()).toContain(agency);
  });

  test('writes the ledger of cases', async () => {
    const path = await exportForm(session.screen, 'case-ledger', monthOf(dayFromToday(0)));
    const sheet = await firstSheet(path);
    expectLedger(sheet, /领导包案管理台账/);
    const leader = opened.leader.split(/[\s（(·]/)[0];
    expect(rowOf(sheet, opened.name)).toContain(leader);
  });
});
