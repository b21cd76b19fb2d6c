import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { IpcError, type AppError } from '../ipc';

const LOST: readonly AppError['code'][] = ['unreachable', 'database_locked', 'login_refused', 'disk_full'];

/** Whether what was asked last of the database went unanswered. */
export function useConnectionLost(): boolean {
  const cache = useQueryClient().getQueryCache();
  return useSyncExternalStore(
    (watcher) => cache.subscribe(watcher),
    () =>
      cache
        .getAll()
        .some(
          ({ state }) =>
            state.error instanceof IpcError &&
            LOST.includes(state.error.error.code) &&
            state.errorUpdatedAt > state.dataUpdatedAt,
        ),
  );
}

/** When something was saved last, or that it is being saved. */
export function useSaving(): { saving: boolean; savedAt: number } {
  const cache = useQueryClient().getMutationCache();
  const watch = (watcher: () => void) => cache.subscribe(watcher);
  const saving = useSyncExternalStore(watch, () =>
    cache.getAll().some(({ state }) => state.status === 'pending'),
  );
  const savedAt = useSyncExternalStore(watch, () =>
    Math.max(0, ...cache.getAll().map(({ state }) => (state.status === 'success' ? state.submittedAt : 0))),
  );
  return { saving, savedAt };
}
