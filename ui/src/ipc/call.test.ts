import { expect, test } from 'vitest';
import { call, IpcError, toIpcError } from './call';

test('an answer comes through', async () => {
  await expect(call(Promise.resolve(7))).resolves.toBe(7);
});

test('a refusal keeps its code and data', async () => {
  const refused = { code: 'calendar_year_missing', params: { year: 2027 } };
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- Tauri rejects with plain data
  const failure = await call(Promise.reject(refused)).catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(IpcError);
  expect((failure as IpcError).error).toEqual(refused);
});

test('anything else is a defect with its message', () => {
  expect(toIpcError('invalid args').error).toEqual({ code: 'internal', params: { detail: 'invalid args' } });
  expect(toIpcError(new Error('no')).error).toEqual({ code: 'internal', params: { detail: 'no' } });
});
