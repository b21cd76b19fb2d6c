// Runs other programs: with their output shown, or with it read. A failure is a Stop that names the command.
import { spawnSync } from 'node:child_process';
import { root, windows } from './paths.mjs';
import { Stop } from './say.mjs';

// On Windows npm and npx are .cmd files, which only a shell can start; none of our arguments needs quoting there.
const needsShell = (program) => windows && /^np[mx]$/.test(program);

/** Runs a program with its output shown; throws when it fails. */
export function run(program, args, { env = {}, cwd = root, input } = {}) {
  const result = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    input,
    stdio: [input === undefined ? 'inherit' : 'pipe', 'inherit', 'inherit'],
    shell: needsShell(program),
  });
  const command = [program, ...args].join(' ');
  if (result.error) throw new Stop(`无法运行 ${command}：${result.error.message}`);
  if (result.signal) throw new Stop(`${command} 被信号 ${result.signal} 中止。`);
  if (result.status !== 0) throw new Stop(`${command} 以 ${result.status} 退出，原因见上面的输出。`);
}

/** A program's standard output, untranslated, or null when it cannot be run or fails. */
export function output(program, args) {
  const env = { ...process.env, LC_ALL: 'C' };
  const result = spawnSync(program, args, { cwd: root, encoding: 'utf8', shell: needsShell(program), env });
  return result.status === 0 ? result.stdout : null;
}
