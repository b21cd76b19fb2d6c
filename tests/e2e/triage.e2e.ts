// 逐件研判 with the keyboard alone: fifty appeals of the demonstration, judged as somebody would who knows the county.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyDatabase } from './harness/database';
import { program, root } from './harness/folders';
import { call } from './harness/process';
import { useProgram } from './harness/session';
import { Keyboard, type Level, nextCard, openTriage, putBack } from './pages/triage';

const FIFTY = 50;
const MOST_PRESSES = 2 * FIFTY;

interface Topic {
  category: string;
  grows: Level;
  lead: string;
  titles: string[];
}

// The demonstration's own table of what each kind of matter can grow into and whose field it is.
const source = readFileSync(join(root, 'src-tauri/crates/app/src/demo/topics.rs'), 'utf8');
const topics: Topic[] = source
  .split('    Topic {')
  .slice(1)
  .map((text) => ({
    category: /category: "(\w+)"/.exec(text)?.[1] ?? '',
    grows: (/grows: Level::(\w+)/.exec(text)?.[1] ?? '').toLowerCase() as Level,
    lead: /lead: "([^"]+)"/.exec(text)?.[1] ?? '',
    titles: [...text.matchAll(/\("([^"]+)", "/g)].map((found) => found[1] ?? ''),
  }));

/** As `demo::intended` has it. */
function intended(title: string, people: number): { level: Level; lead: string } {
  const topic = topics.find(({ titles }) => titles.includes(title));
  if (!topic) throw new Error(`no matter of the demonstration is called ${title}`);
  const { category, grows, lead } = topic;
  if (grows === 'hard' && people >= 30) return { level: 'hard', lead };
  if (grows !== 'small' && people >= 8) return { level: 'big', lead };
  return { level: ['R0701', 'R0502'].includes(category) ? 'big' : 'small', lead };
}

describe('triage', () => {
  const session = useProgram('triage', 'sqlite', async (cleanup) => {
    const url = await emptyDatabase(cleanup, 'sqlite');
    call(program('huishang'), ['migrate', '--db', url]);
    call(program('huishang'), ['demo', '--db', url, '--appeals', '6000', '--seed', '1']);
    return url;
  });

  test('fifty appeals take no more than two key presses each', async () => {
    const { screen } = session;
    await screen.see('page-workbench');
    await putBack(screen, FIFTY);
    await openTriage(screen);
    const keyboard = new Keyboard(screen);
    let card = await nextCard(screen, null);
    let right = 0;
    let judged = 0;
    await screen.shot('first');
    for (; judged < FIFTY && card; judged += 1) {
      const wanted = intended(card.title, card.people);
      if (card.level === wanted.level) right += 1;
      await keyboard.judge(card, wanted.level, wanted.lead);
      card = await nextCard(screen, card.id);
    }
    await screen.shot('after-fifty');
    console.log(
      `triage: ${judged} appeals, ${keyboard.presses} key presses, ${(keyboard.presses / judged).toFixed(2)} each, level right for ${right}`,
    );
    expect(judged).toBe(FIFTY);
    expect(keyboard.presses).toBeLessThanOrEqual(MOST_PRESSES);
    expect(right).toBeGreaterThanOrEqual(FIFTY * 0.8);
  });

  test('the last decision is taken back with one key', async () => {
    const { screen } = session;
    const keyboard = new Keyboard(screen);
    const now = await nextCard(screen, null);
    await keyboard.press('z');
    const back = await nextCard(screen, now?.id ?? null);
    expect(back?.id).not.toBe(now?.id);
    await screen.text('triage-progress', (text) => text.includes(`${FIFTY} /`));
  });
});
