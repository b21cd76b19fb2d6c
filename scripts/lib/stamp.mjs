// Remembers what a step was last done for, so that it is done again only when something it reads has changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';

const IGNORED = new Set(['node_modules', 'dist', 'target', '.git']);

function* files(path) {
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (IGNORED.has(entry.name)) continue;
    const full = join(path, entry.name);
    if (entry.isDirectory()) yield* files(full);
    else if (entry.isFile()) yield full;
  }
}

/** One hash over the named files and folders (relative to the root) and their contents. */
export function fingerprint(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths) {
    const full = join(root, path);
    if (!existsSync(full)) continue;
    for (const file of isFolder(full) ? files(full) : [full]) {
      hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

const isFolder = (path) => {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
};

/** Does `step` unless `stamp` already holds this fingerprint; true when it was done. */
export function whenChanged(stamp, mark, step) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === mark) return false;
  step();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, mark);
  return true;
}
