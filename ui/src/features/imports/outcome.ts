import { toIpcError } from '../../ipc';

/** Whether it ended because the person stopped it. */
export const isCancelled = (failure: unknown): boolean =>
  Boolean(failure) && toIpcError(failure).error.code === 'cancelled';
