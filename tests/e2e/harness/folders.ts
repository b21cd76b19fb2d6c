// Where the tests find the programs, and where they put what they leave behind.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Cleanup } from './cleanup';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
export const target = join(root, 'target');
export const samples = join(root, 'tests', 'samples');

/** A program that cargo built. */
export const program = (name: string) => join(target, 'debug', name);

/** A new empty folder, removed afterwards. Under the system's own: a socket's path may be 107 bytes long at most. */
export function temporaryFolder(cleanup: Cleanup): string {
  const folder = mkdtempSync(join(tmpdir(), 'huishang-e2e-'));
  cleanup.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** The folder of a browser's pictures, emptied of the last run's. */
export function pictures(name: string): string {
  const folder = join(target, 'screenshots', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
