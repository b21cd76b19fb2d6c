// What must be there before anything can be built: Node and Rust. They are checked, never installed.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { windows } from './paths.mjs';
import { output } from './run.mjs';
import { Stop, say } from './say.mjs';

const NODE = [20, 19];
const RUST = [1, 95];

const parts = (text) => (text.match(/(\d+)\.(\d+)/) ?? [0, 0, 0]).slice(1).map(Number);
const older = (have, want) => have[0] < want[0] || (have[0] === want[0] && have[1] < want[1]);

/** Refuses a Node or Rust that is missing or too old, with what to do. */
export function checkToolchain() {
  if (older(parts(process.version), NODE)) {
    throw new Stop(`Node ${process.version} 太旧，需要 ${NODE.join('.')} 或更新：从 nodejs.org 安装后重试。`);
  }
  const home = join(process.env.CARGO_HOME || join(homedir(), '.cargo'), 'bin');
  // rustup changes PATH only for new terminals.
  if (existsSync(home)) process.env.PATH = `${process.env.PATH}${delimiter}${home}`;
  const rust = output('rustc', ['--version']);
  if (rust === null || output('cargo', ['--version']) === null) {
    throw new Stop(
      `没有找到 Rust。请按 rust-lang.org/tools/install 安装 rustup${windows ? '（同时安装 Visual Studio Build Tools 的 C++ 组件）' : ''}，打开新的终端后重试。`,
    );
  }
  if (older(parts(rust), RUST)) throw new Stop(`${rust.trim()} 太旧，需要 ${RUST.join('.')} 或更新：运行 rustup update。`);
  say(`Node ${process.version}，${rust.trim()}`);
}

/** Rust's formatter and linter, needed by the tests only. */
export function checkLinters() {
  if (output('cargo', ['fmt', '--version']) === null || output('cargo', ['clippy', '--version']) === null) {
    throw new Stop('缺少 rustfmt 或 clippy。运行 rustup component add rustfmt clippy 后重试。');
  }
}
