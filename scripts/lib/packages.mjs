// System packages on Debian and Ubuntu: looks for what is missing and installs just that. Other systems are told what is
// needed. sudo is asked for only where something is missing and we are not root.
import { existsSync, readFileSync } from 'node:fs';
import { linux } from './paths.mjs';
import { output, run } from './run.mjs';
import { Stop, say, warn } from './say.mjs';

/** What building and running the program needs, and why. */
export const TO_START = {
  'build-essential': 'C 编译器和链接器',
  'pkg-config': '查找系统库',
  'libwebkit2gtk-4.1-dev': '桌面窗口（WebKitGTK）',
  'fonts-noto-cjk': '中文字体',
};

/** What the tests need besides. */
export const TO_TEST = {
  xvfb: '没有显示器时的窗口测试',
  'webkit2gtk-driver': '驱动真实窗口',
  postgresql: '测试用的私有 PostgreSQL 服务器',
  chromium: 'Windows 所用内核的界面测试',
  'chromium-driver': '驱动 Chromium',
  'libreoffice-calc': '用 LibreOffice 打开导出的表格',
  'poppler-utils': '查看打印出来的页面',
  'python3-openpyxl': '用 openpyxl 打开导出的表格',
};

// Ubuntu has Chromium as a snap only; these packages bring the snap in.
const UBUNTU = { chromium: 'chromium-browser', 'chromium-driver': 'chromium-chromedriver' };

function distribution() {
  if (!existsSync('/etc/os-release')) return [];
  const text = readFileSync('/etc/os-release', 'utf8');
  return [...text.matchAll(/^(?:ID|ID_LIKE)="?([^"\n]*)"?$/gm)].flatMap((match) => match[1].split(' '));
}

function missing(names) {
  // dpkg-query fails when any name is unknown and still prints the others.
  const installed = new Set();
  for (const name of names) {
    const status = output('dpkg-query', ['-W', '-f', '${Status}', name]);
    if (status?.endsWith(' installed')) installed.add(name);
  }
  return names.filter((name) => !installed.has(name));
}

/** Makes sure that the packages of these lists are there. */
export function ensurePackages(...lists) {
  const reasons = Object.assign({}, ...lists);
  if (!linux) return;
  const ids = distribution();
  if (!ids.includes('debian') && !ids.includes('ubuntu')) {
    warn(`这不是 Debian 或 Ubuntu，请自行确认已有：${Object.values(reasons).join('、')}。`);
    return;
  }
  const ubuntu = ids.includes('ubuntu');
  const wanted = new Map();
  for (const [name, why] of Object.entries(reasons)) wanted.set((ubuntu && UBUNTU[name]) || name, why);
  const lacking = missing([...wanted.keys()]);
  if (lacking.length === 0) {
    say(`系统软件包齐全（${wanted.size} 个）`);
    return;
  }
  say('需要安装这些系统软件包：');
  for (const name of lacking) say(`  ${name}：${wanted.get(name)}`);
  install(lacking);
  say('系统软件包已装好');
  if (ubuntu && output('chromedriver', ['--version']) === null && 'chromium' in reasons) {
    throw new Stop('Ubuntu 的 Chromium 只以 snap 提供，这台机器上没有运行起来（容器里通常没有 snapd）。请装好 snapd，或装上 chromium 与 chromedriver 后重试。');
  }
}

function install(names) {
  const root = process.getuid() === 0;
  if (!root && output('sudo', ['-V']) === null) {
    throw new Stop(`没有 sudo。请以管理员身份运行：apt-get install --no-install-recommends ${names.join(' ')}`);
  }
  if (!root) say('安装要管理员权限，接下来由 sudo 询问您的密码；只用于 apt-get。');
  const quiet = process.env.CI ? ['-n'] : [];
  const admin = (...command) => {
    const words = ['env', 'DEBIAN_FRONTEND=noninteractive', ...command];
    if (root) run(words[0], words.slice(1));
    else run('sudo', [...quiet, ...words]);
  };
  const apt = () => admin('apt-get', 'install', '-y', '--no-install-recommends', ...names);
  // An existing list of packages is usually good enough; a fresh machine has none, an old one may name versions that are gone.
  if (names.every((name) => /Candidate: [^(\s]/.test(output('apt-cache', ['policy', name]) ?? ''))) {
    try {
      withoutCluster(names, admin, apt);
      return;
    } catch {
      say('软件包清单可能过旧，更新后再装一次');
    }
  }
  admin('apt-get', 'update');
  withoutCluster(names, admin, apt);
}

// Debian starts a database server of its own when PostgreSQL is installed. The tests bring up a private one, so a machine
// that had none is left without; where somebody has set this up already nothing is touched.
function withoutCluster(names, admin, step) {
  const folder = '/etc/postgresql-common';
  const file = `${folder}/createcluster.d/huishang-tests.conf`;
  if (!names.includes('postgresql') || existsSync(folder)) return step();
  admin('mkdir', '-p', `${folder}/createcluster.d`);
  admin('sh', '-c', `echo "create_main_cluster = false" > ${file}`);
  try {
    step();
  } finally {
    admin('rm', '-f', file);
  }
}
