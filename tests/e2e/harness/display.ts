// An X display in memory, of the size of the screens that the program is made for. Xvfb picks a free number itself.
import type { Cleanup } from './cleanup';
import { start } from './process';

/** Starts a display; returns its name. */
export async function display(cleanup: Cleanup): Promise<string> {
  const args = ['-displayfd', '1', '-screen', '0', '1366x768x24', '-nolisten', 'tcp'];
  const [, number] = await start(cleanup, 'Xvfb', args).line(/^(\d+)$/m);
  return `:${number}`;
}
