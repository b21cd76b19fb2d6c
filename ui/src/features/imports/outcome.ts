import { toIpcError, type AppError } from '../../ipc';

const is = (failure: unknown, code: AppError['code']): boolean =>
  Boolean(failure) && toIpcError(failure).error.code === code;

/** Whether it ended because the person stopped it. */
export const isCancelled = (failure: unknown): boolean => is(failure, 'cancelled');

/** Whether the file itself is at fault, so that trying again changes nothing. */
export const isUnreadable = (failure: unknown): boolean => is(failure, 'file_unreadable');
