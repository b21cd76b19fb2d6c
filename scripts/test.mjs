// `npm test`: sets everything up, then runs every check. `npm test -- rust`, `ui` or `e2e` (several may be named) runs a part.
import { buildUi, cargo, installUiPackages } from './lib/build.mjs';
import { TO_START, TO_TEST, ensurePackages } from './lib/packages.mjs';
import { linux } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { Stop, heading, main } from './lib/say.mjs';
import { runSteps } from './lib/steps.mjs';
import { checkLinters, checkToolchain } from './lib/toolchain.mjs';

const npm = (workspace, script) => run('npm', ['run', script, '--workspace', workspace]);
const e2e = (browser) => run('npm', ['run', 'test', '--workspace', 'tests/e2e'], { env: { E2E_BROWSER: browser } });
const onlyLinux = linux ? null : '只在 Linux 上运行';

// What no part can do without stands in all three. A quick check comes before a slow one.
const STEPS = [
  { part: 'rust', name: 'Rust 格式', run: () => cargo('fmt', '--all', '--check') },
  { part: 'all', name: '界面软件包', run: installUiPackages },
  { part: 'ui', name: '界面格式', run: () => npm('ui', 'format:check') },
  { part: 'ui', name: '界面检查（ESLint）', run: () => npm('ui', 'lint') },
  { part: 'ui', name: '界面类型（tsc）', run: () => npm('ui', 'typecheck') },
  { part: 'ui', name: '界面单元测试', run: () => npm('ui', 'test') },
  { part: 'e2e', name: '端到端测试的格式与类型', run: () => npm('tests/e2e', 'check') },
  { part: 'all', name: '界面构建', run: buildUi },
  {
    part: 'rust',
    name: 'Rust 检查（clippy）',
    run: () => cargo('clippy', '--workspace', '--all-targets', '--', '-D', 'warnings'),
  },
  { part: 'rust e2e', name: '编译程序', run: () => cargo('build', '--workspace', '--bins') },
  { part: 'rust', name: 'Rust 测试（两种数据库、类型文件是否最新）', run: () => cargo('test', '--workspace') },
  { part: 'e2e', name: '端到端：Chromium', skip: onlyLinux, run: () => e2e('chromium') },
  { part: 'e2e', name: '端到端：真实窗口', skip: onlyLinux, run: () => e2e('window') },
];

await main(() => {
  const parts = process.argv.slice(2);
  const unknown = parts.filter((part) => !['rust', 'ui', 'e2e'].includes(part));
  if (unknown.length > 0) throw new Stop(`不认识 ${unknown.join('、')}；可以是 rust、ui、e2e，不写就是全部。`);
  const chosen = (step) => parts.length === 0 || step.part === 'all' || parts.some((part) => step.part.includes(part));

  heading('准备环境');
  checkToolchain();
  checkLinters();
  ensurePackages(TO_START, TO_TEST);
  runSteps(STEPS.filter(chosen));
});
