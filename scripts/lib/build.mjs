// The builds that both commands share. Both ask cargo for the same packages and features, so that what one has compiled
// the other finds.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, target } from './paths.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';
import { fingerprint, whenChanged } from './stamp.mjs';

/** `npm ci` when the lock file or a package.json has changed since it last ran. */
export function installUiPackages() {
  const mark = fingerprint(['package.json', 'package-lock.json', 'ui/package.json', 'tests/e2e/package.json', '.npmrc']);
  const done = whenChanged(join(root, 'node_modules', '.huishang-stamp'), mark, () => {
    say('安装界面所用的软件包（npm ci）');
    run('npm', ['ci', '--no-audit', '--no-fund']);
  });
  if (!done) say('界面软件包没有变化');
}

/** The UI built into ui/dist, which the desktop program takes in when it is compiled. */
export function buildUi() {
  const stamp = join(target, 'stamps', 'ui-build');
  if (!existsSync(join(root, 'ui', 'dist', 'index.html'))) rmSync(stamp, { force: true });
  const done = whenChanged(stamp, fingerprint(['package-lock.json', 'ui']), () => {
    say('构建界面（vite build）');
    run('npm', ['run', 'build', '--workspace', 'ui']);
  });
  if (!done) say('界面没有变化');
}

/** One cargo command over the whole workspace. */
export const cargo = (...args) => run('cargo', args);
