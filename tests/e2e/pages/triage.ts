// 逐件研判: what stands on the screen, and the keys that decide.
import { By, Key } from 'selenium-webdriver';
import type { Screen } from '../harness/screen';

export type Level = 'small' | 'big' | 'hard';
const KEYS: Record<Level, string> = { small: '1', big: '2', hard: '3' };

/** An appeal as it is laid before whoever judges it. */
export interface Card {
  id: string;
  title: string;
  people: number;
  level: Level;
  /** Who would lead, if it were big. */
  lead: string;
}

const READ = `const at = (id) => document.querySelector('[data-testid="' + id + '"]');
  if (at('triage-finished')) return 'finished';
  const card = at('triage-card');
  if (!card) return null;
  const proposed = card.querySelector('[data-proposed="true"]');
  const ifBig = at('triage-lead-if-big');
  return { id: card.dataset.appeal, title: at('triage-title').innerText, people: Number(at('triage-people').dataset.people),
    level: proposed.dataset.testid.replace('triage-', ''), lead: (ifBig ?? at('triage-lead')).innerText }`;

/** The appeal that is shown once the one before has gone; none at the end of the queue. */
export async function nextCard(screen: Screen, before: string | null): Promise<Card | null> {
  const read = await screen.wait('the next appeal', async () => {
    const card = await screen.driver.executeScript<Card | 'finished' | null>(READ);
    if (card === 'finished') return { card: null };
    // The names of agencies come a moment later.
    return card && card.id !== before && card.lead !== '' ? { card } : null;
  });
  return read.card;
}

/** Counts key presses. */
export class Keyboard {
  presses = 0;

  constructor(private readonly screen: Screen) {}

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.presses += 1;
      await this.screen.driver.actions().sendKeys(key).perform();
    }
  }

  /** Judges as proposed where that is right, otherwise says what is. */
  async judge(card: Card, level: Level, lead: string): Promise<void> {
    if (level !== 'small' && !card.lead.includes(lead)) {
      await this.press('l');
      await this.screen.see('triage-pick-lead');
      await this.press(...lead.slice(0, 3), Key.ENTER);
      await this.screen.gone('triage-pick-lead');
    }
    await this.press(card.level === level ? Key.ENTER : KEYS[level]);
  }
}

/** Puts appeals back into the queue that nothing is built on, as a person can at each of them. */
export async function putBack(screen: Screen, many: number): Promise<void> {
  const script = `const done = arguments[arguments.length - 1];
    const { invoke } = window.__TAURI_INTERNALS__;
    const query = { text: null, states: ['local', 'judged'], levels: [], unjudged: false, channels: [], divisionId: null,
      agencyId: null, category: null, light: null, live: false, dueOn: null, receivedFrom: null, receivedTo: null,
      sort: 'received_desc', after: null, limit: arguments[0] };
    (async () => {
      const { rows } = await invoke('appeal_list', { query });
      for (const row of rows) await invoke('appeal_withdraw_judgement', { id: row.id, version: row.version });
    })().then(() => done(''), (error) => done(JSON.stringify(error)));`;
  const failed = await screen.driver.executeAsyncScript<string>(script, many);
  if (failed) throw new Error(failed);
}

/** The page, by its key on the list. */
export async function openTriage(screen: Screen): Promise<void> {
  await screen.click('nav-appeals');
  await screen.see('appeals-table');
  await screen.wait('the key T', async () => {
    await screen.driver.actions().sendKeys('t').perform();
    return screen.has('page-triage');
  });
}

export const finished = By.css('[data-testid="triage-finished"]');
