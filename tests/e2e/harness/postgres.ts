// A private PostgreSQL server in a temporary folder, reached through its socket only. As root it runs as `postgres`,
// because the server refuses to run as root.
import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { chownSync } from 'node:fs';
import { join } from 'node:path';
import type { Cleanup } from './cleanup';
import { temporaryFolder } from './folders';
import { call, start } from './process';

function binaries(): string {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  const newest = versions
    .map((version) => join(base, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
  if (!newest) throw new Error(`no PostgreSQL server under ${base}`);
  return newest;
}

const asRoot = process.getuid?.() === 0;
const USER = 'huishang';

/** Starts a server and returns the URL of its one empty database. */
export async function privateServer(cleanup: Cleanup): Promise<string> {
  const folder = temporaryFolder(cleanup);
  const bin = binaries();
  if (asRoot) {
    const id = (flag: string) => Number(call('id', [flag, 'postgres']));
    chownSync(folder, id('-u'), id('-g'));
  } else chmodSync(folder, 0o700);
  const own = (name: string, ...args: string[]): [string, string[]] =>
    asRoot
      ? [
          'setpriv',
          ['--reuid=postgres', '--regid=postgres', '--clear-groups', '--reset-env', join(bin, name), ...args],
        ]
      : [join(bin, name), args];

  const data = join(folder, 'data');
  call(
    ...own('initdb', '--no-sync', '-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'),
  );
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'full_page_writes=off',
  ];
  const server = start(
    cleanup,
    ...own('postgres', '-D', data, ...settings.flatMap((value) => ['-c', value])),
    {
      cwd: '/',
    },
  );
  await server.line(/database system is ready to accept connections/);
  call(...own('createdb', '-h', folder, '-U', USER, 'story'));
  return `postgres://${USER}@localhost/story?host=${encodeURIComponent(folder)}`;
}
