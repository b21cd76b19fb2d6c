// `npm start`: sets everything up, then opens the program on a demonstration database. `-- --prepare` stops before the
// window; `-- --db URL` opens another database instead.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildUi, cargo, installUiPackages } from './lib/build.mjs';
import { TO_START, ensurePackages } from './lib/packages.mjs';
import { built, dataFolder, linux } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { Stop, heading, main, say } from './lib/say.mjs';
import { checkToolchain } from './lib/toolchain.mjs';

await main(() => {
  const { values } = parseArgs({ options: { prepare: { type: 'boolean', default: false }, db: { type: 'string' } } });

  heading('准备环境');
  checkToolchain();
  ensurePackages(TO_START);
  installUiPackages();
  buildUi();

  heading('编译程序（第一次需要几分钟，以后几秒）');
  cargo('build', '--workspace', '--bins');

  heading('准备演示数据');
  const url = values.db ?? demonstration();

  heading('打开程序');
  if (values.prepare) return say('一切就绪；按要求不打开窗口。');
  if (linux && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new Stop('一切就绪，但这里没有图形界面（DISPLAY 和 WAYLAND_DISPLAY 都没有设置），窗口打不开。请在桌面会话里再运行 npm start。');
  }
  say('关闭窗口即结束。');
  run(built('huishang-desktop'), ['--db', url]);
});

// The demonstration has a file of its own: the default database in the same folder is the person's. It appears under its
// name only when it is complete, so a load that was broken off starts anew.
function demonstration() {
  const folder = dataFolder();
  const file = join(folder, '演示.db');
  const url = `sqlite://${file.replaceAll('\\', '/')}`;
  if (existsSync(file)) {
    say(`演示数据库已有：${file}`);
    run(built('huishang'), ['migrate', '--db', url]);
    return url;
  }
  mkdirSync(folder, { recursive: true });
  const part = join(folder, '演示-未完成.db');
  const remove = () => ['', '-wal', '-shm'].forEach((end) => rmSync(part + end, { force: true }));
  remove();
  try {
    const partUrl = `sqlite://${part.replaceAll('\\', '/')}`;
    run(built('huishang'), ['migrate', '--db', partUrl]);
    run(built('huishang'), ['demo', '--db', partUrl]);
    renameSync(part, file);
  } finally {
    remove();
  }
  say(`演示数据库建好：${file}（您自己的数据库不受影响；删除这个文件，下次会重新生成）`);
  return url;
}
