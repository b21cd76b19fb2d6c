// A program that is open on a database of its own, with a picture taken when a test fails.
import type { WebDriver } from 'selenium-webdriver';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type BrowserName, browserName, freshHome, openProgram } from './browser';
import { Cleanup } from './cleanup';
import { type Engine } from './database';
import { pictures } from './folders';
import { killAll } from './process';
import { Screen } from './screen';

export interface Session {
  screen: Screen;
  url: string;
  browser: BrowserName;
  /** The environment of the person's home. */
  home: NodeJS.ProcessEnv;
  /** Ends the window and the program without warning, and opens it again for the same person. For SQLite: what else was
   * started ends, too. */
  crash(): Promise<void>;
}

/** Opens the program before the tests of a block and closes it after them. */
export function useProgram(
  title: string,
  engine: Engine,
  database: (cleanup: Cleanup) => Promise<string>,
): Session {
  const cleanup = new Cleanup();
  let program = new Cleanup();
  const session = { browser: browserName() } as Session;
  const folder = () => pictures(`${engine}-${session.browser}/${title}`);
  const open = async (screen: (driver: WebDriver) => Screen) => {
    program = new Cleanup();
    session.screen = screen(await openProgram(program, session.browser, session.url, session.home));
  };
  session.crash = async () => {
    killAll();
    // What is dead already says so.
    await program.run().catch(() => undefined);
    const before = session.screen;
    await open((driver) => before.again(driver));
  };
  beforeAll(async () => {
    session.url = await database(cleanup);
    session.home = freshHome(cleanup);
    const place = folder();
    await open((driver) => new Screen(driver, place));
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await session.screen?.shot('failed');
  });
  afterAll(async () => {
    await program.run();
    await cleanup.run();
  });
  return session;
}
