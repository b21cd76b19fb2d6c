import { useSyncExternalStore } from 'react';
import type { Channel, ColumnMapping, ImportField, ImportReport, PlaceChoice } from '../../ipc';

export const STEPS = ['file', 'columns', 'trial', 'run'] as const;
export type Step = (typeof STEPS)[number];

/** The file that was picked. */
export interface Chosen {
  name: string;
  size: number;
  /** How much of it has reached the Rust side. */
  sent: number;
  /** Its name there, once all of it is there. */
  token: string | null;
  failure: unknown;
}

/** Columns as a person put them, for files with these headers. */
export interface Put {
  headers: readonly string[];
  columns: (ImportField | null)[];
}

/** Where the table stands, as a person says. */
export interface TableAt {
  sheet: string;
  /** Counted from 1; none to have it found. */
  headerRow?: number;
}

/** What is taken in, exactly as it was looked at. */
export interface Job {
  token: string;
  source: Channel;
  mapping: ColumnMapping;
}

/** Looking for duplicates among what was taken in. */
export type Scan = { state: 'running' | 'done' | 'stopped' } | { state: 'failed'; failure: unknown };

export interface Wizard {
  step: Step;
  source: Channel;
  chosen: Chosen | null;
  put: Put | null;
  /** Of this file only. */
  tableAt: TableAt | null;
  job: Job | null;
  /** What a person said of places that aren't surely known, by the file's words. */
  places: Readonly<Record<string, PlaceChoice>>;
  /** What became of looking for duplicates afterwards. */
  scan: Scan | null;
  /** The name of the import under way. */
  task: string | null;
  report: ImportReport | null;
  failure: unknown;
}

const START: Wizard = {
  step: 'file',
  source: 'hotline',
  chosen: null,
  put: null,
  tableAt: null,
  job: null,
  places: {},
  scan: null,
  task: null,
  report: null,
  failure: null,
};

// Kept outside of the page: who looks something up elsewhere finds the wizard as it was left.
let wizard = START;
const watchers = new Set<() => void>();

function become(next: Wizard): void {
  wizard = next;
  for (const watcher of watchers) watcher();
}

/** Changes a part of the wizard. */
export const change = (part: Partial<Wizard>): void => become({ ...wizard, ...part });

/** Changes what is known of the picked file. */
export const changeChosen = (part: Partial<Chosen>): void =>
  change({ chosen: wizard.chosen && { ...wizard.chosen, ...part } });

/** Changes what is said of places. */
export const changePlaces = (next: (all: Wizard['places']) => Wizard['places']): void =>
  change({ places: next(wizard.places) });

/** Begins anew with a file, or with none; the source and the columns a person put stay. */
export const begin = (chosen: Chosen | null): void =>
  become({ ...START, source: wizard.source, put: wizard.put, chosen });

/** Forgets everything. */
export const forget = (): void => become(START);

/** Whether the page is shown. */
export const isShown = (): boolean => watchers.size > 0;

const watch = (watcher: () => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

/** The wizard as it stands. */
export const useWizard = (): Wizard => useSyncExternalStore(watch, () => wizard);
