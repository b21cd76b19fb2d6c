// Taking down what was said at a visit: without the mouse, and without losing a key stroke to a crash.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { By, Key } from 'selenium-webdriver';
import { describe, expect, test } from 'vitest';
import { preparedDatabase } from './harness/database';
import { type Session, useProgram } from './harness/session';
import { total } from './pages/appeals';

const ACTIVE = By.css('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option-active');
const CTRL_ENTER = Key.chord(Key.CONTROL, Key.ENTER);
const CTRL_S = Key.chord(Key.CONTROL, 's');

/** From the address on, as Enter leads through the fields. */
const PERSON: readonly (readonly [string, string])[] = [
  ['intake-place', '东组3号'],
  ['intake-companions', ''],
  ['intake-person-name', '张示例'],
  ['intake-person-phone', '13800138000'],
  ['intake-person-id-number', '11010519491231002X'],
  ['intake-person-address', '千秋街道胭脂山社区3号'],
];

/** Goes to a form by the menu of the list of appeals. */
async function openForm({ screen }: Session, digit: string): Promise<void> {
  await screen.see('page-workbench');
  await screen.press(Key.chord(Key.ALT, '2'));
  await screen.see('appeals-register-menu');
  await screen.press('n');
  await screen.see(By.css('.ant-dropdown-menu-item'));
  await screen.press(digit);
  await screen.see('page-intake');
}

/** Waits until the focus is in a field. */
async function on({ screen }: Session, field: string): Promise<void> {
  const script = 'return document.activeElement?.closest(arguments[0]) !== null';
  await screen.wait(`the focus on ${field}`, () =>
    screen.driver.executeScript<boolean>(script, `[data-testid="${field}"]`),
  );
}

/** Types into the lookup that has the focus, and takes what is offered first. */
async function lookUp({ screen }: Session, typed: string, offered: string): Promise<void> {
  await screen.press(typed);
  await screen.text(ACTIVE, (text) => text.includes(offered));
  await screen.press(Key.ENTER);
  // A list that is still open takes the Tab that follows for itself.
  await screen.wait('the list to close', () =>
    screen.driver.executeScript<boolean>('return document.activeElement?.ariaExpanded === "false"'),
  );
}

/** What lies in the folder of drafts. */
function drafts({ home }: Session): string[] {
  const folder = join(home.XDG_DATA_HOME ?? '', 'cn.huishang.workbench', 'drafts');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.draft'));
  return files.map((name) => readFileSync(join(folder, name), 'utf8'));
}

describe('taking matters down', () => {
  const session = useProgram('intake', 'sqlite', (cleanup) => preparedDatabase(cleanup, 'sqlite'));

  test('a visit with two matters, by the keyboard alone', async () => {
    const { screen } = session;
    await openForm(session, '2');
    await on(session, 'intake-division');
    await lookUp(session, 'yzs', '胭脂山');
    await screen.press(Key.TAB);
    await on(session, 'intake-at');
    await screen.press(Key.TAB);
    await on(session, 'intake-officer');
    await lookUp(session, '书记', '书记');
    await screen.press(Key.TAB);
    for (const [field, typed] of PERSON) {
      await on(session, field);
      if (typed) await screen.press(typed);
      await screen.press(Key.ENTER);
    }
    await on(session, 'intake-ask-kind');
    await screen.press(Key.ENTER);
    await on(session, 'intake-text');
    await screen.press('楼顶违法建设漏水，请来处理。');
    await screen.press(CTRL_ENTER);
    await on(session, 'intake-text');
    await screen.text('intake-card', (text) => text.includes('楼顶违法建设漏水'));
    await screen.press('一家三口生活十分困难，想申请救助');
    await screen.shot('two-matters');
    await screen.press(CTRL_S);
    await screen.text('intake-done', (text) => text.includes('已登记 2 件'));
    expect(await screen.driver.findElements(By.css('[data-testid="intake-made"]'))).toHaveLength(2);
    expect(await screen.text('intake-division')).toContain('胭脂山');
    expect(await (await screen.see('intake-person-name')).getAttribute('value')).toBe('');
    expect(await (await screen.see('intake-text')).getAttribute('value')).toBe('');
    await screen.wait('no draft', async () => drafts(session).length === 0);
    await screen.shot('saved');
  });

  test('what was typed is there after a crash, each form by itself', async () => {
    const { screen } = session;
    await screen.type('intake-person-name', '李示例');
    await screen.type('intake-text', '路灯不亮');
    await screen.press('，晚上看不见');
    await screen.wait('the last key stroke on the disk', async () =>
      drafts(session).some((text) => text.includes('路灯不亮，晚上看不见') && text.includes('李示例')),
    );
    await session.crash();
    await openForm(session, '3');
    expect(await (await session.screen.see('intake-text')).getAttribute('value')).toBe('');
    await session.screen.press(Key.chord(Key.ALT, '1'));
    await openForm(session, '2');
    expect(await session.screen.value('intake-text')).toBe('路灯不亮，晚上看不见');
    expect(await session.screen.value('intake-person-name')).toBe('李示例');
    expect(await session.screen.text('intake-division')).toContain('胭脂山');
    await session.screen.shot('restored');
  });

  test('saving it clears the draft for good', async () => {
    await session.screen.click('intake-save');
    await session.screen.text('intake-done', (text) => text.includes('已登记 1 件'));
    await session.screen.wait('no draft', async () => drafts(session).length === 0);
    await session.crash();
    await openForm(session, '2');
    expect(await (await session.screen.see('intake-text')).getAttribute('value')).toBe('');
    await session.screen.press(Key.chord(Key.ALT, '2'));
    await total(session.screen, 3);
  });
});
