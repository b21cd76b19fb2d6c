// The database that a story starts from: migrated, with towns, agencies and people, and no appeals.
import { join } from 'node:path';
import type { Cleanup } from './cleanup';
import { program, temporaryFolder } from './folders';
import { privateServer } from './postgres';
import { call } from './process';

export type Engine = 'sqlite' | 'postgres';

/** A new empty database of this engine: its URL. */
export async function emptyDatabase(cleanup: Cleanup, engine: Engine): Promise<string> {
  return engine === 'postgres'
    ? privateServer(cleanup)
    : `sqlite://${join(temporaryFolder(cleanup), 'story.db')}`;
}

/** A new database with the directory in it and no appeals. */
export async function preparedDatabase(cleanup: Cleanup, engine: Engine): Promise<string> {
  const url = await emptyDatabase(cleanup, engine);
  call(program('huishang'), ['migrate', '--db', url]);
  call(program('huishang'), ['demo', '--db', url, '--appeals', '0']);
  return url;
}
