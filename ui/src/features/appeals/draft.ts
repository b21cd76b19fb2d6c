import { useSavedDraft, type Draft } from '../../parts';
import type { AppealDetail } from '../../ipc';
import type { Kept } from './fields';

interface Version {
  /** Of the appeal as it was opened; 0 for a new one. */
  version: number;
  fields: Kept;
}

const isRecord = (raw: unknown): raw is Record<string, unknown> => typeof raw === 'object' && raw !== null;

/** What was typed and not saved. A draft of an appeal that somebody has changed since doesn't come back. */
export function useAppealDraft(before: AppealDetail | null): Draft<Version> & { version: number } {
  const version = before?.row.version ?? 0;
  const fits = (raw: unknown): raw is Version =>
    isRecord(raw) && raw['version'] === version && isRecord(raw['fields']) && 'channel' in raw['fields'];
  return { ...useSavedDraft<Version>(`appeal.${before?.row.id ?? 'new'}`, fits), version };
}
