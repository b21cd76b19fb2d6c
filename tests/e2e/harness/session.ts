// A program that is open on a database of its own, with a picture taken when a test fails.
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type BrowserName, browserName, openProgram } from './browser';
import { Cleanup } from './cleanup';
import { type Engine } from './database';
import { pictures } from './folders';
import { Screen } from './screen';

export interface Session {
  screen: Screen;
  url: string;
  browser: BrowserName;
}

/** Opens the program before the tests of a block and closes it after them. */
export function useProgram(
  title: string,
  engine: Engine,
  database: (cleanup: Cleanup) => Promise<string>,
): Session {
  const cleanup = new Cleanup();
  const session = { browser: browserName() } as Session;
  beforeAll(async () => {
    session.url = await database(cleanup);
    const driver = await openProgram(cleanup, session.browser, session.url);
    session.screen = new Screen(driver, pictures(`${engine}-${session.browser}/${title}`));
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await session.screen?.shot('failed');
  });
  afterAll(() => cleanup.run());
  return session;
}
