import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeRust } from '../../test/fake';
import { keys } from './keys';
import { connectLive } from './live';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function after(entity: string, times = 1) {
  const rust = fakeRust({});
  const client = new QueryClient();
  const shown = [keys.appeal.detail('a'), keys.case.detail('c'), keys.workbench, keys.agencies, keys.forms];
  for (const key of shown) client.setQueryData(key, 1);
  const refreshed = vi.spyOn(client, 'invalidateQueries');
  const stop = connectLive(client);
  await vi.advanceTimersByTimeAsync(0);
  for (let n = 0; n < times; n += 1) rust.emit('changed', { entity, id: 'a', version: 2, origin: 'other' });
  await vi.advanceTimersByTimeAsync(1000);
  stop();
  const stale = shown.filter((key) => client.getQueryState(key)?.isInvalidated).map(([first]) => first);
  return { stale, calls: refreshed.mock.calls.length };
}

test('a changed appeal refreshes what shows appeals, and leaves the rest alone', async () => {
  expect((await after('appeal')).stale).toEqual(['appeal', 'case', 'workbench']);
  expect((await after('agency')).stale).toEqual(['workbench', 'agency']);
});

test('a thousand changes at once are one refresh', async () => {
  const once = await after('appeal', 1);
  expect((await after('appeal', 1000)).calls).toBe(once.calls);
});

test('a database that was filled refreshes everything', async () => {
  expect((await after('database')).stale).toHaveLength(5);
});
