// Where things lie. The layout of folders is known here and nowhere else in the scripts.
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const windows = process.platform === 'win32';
export const linux = process.platform === 'linux';
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const target = join(root, 'target');

/** A program that cargo built. */
export const built = (name) => join(target, 'debug', windows ? `${name}.exe` : name);

/** The program's own folder among this user's data, as the shell chooses it (tauri.conf.json: identifier). */
export function dataFolder() {
  const identifier = 'cn.huishang.workbench';
  if (windows) return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), identifier);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', identifier);
  return join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), identifier);
}
