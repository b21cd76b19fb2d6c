import { pages as appeals } from '../features/appeals/pages';
import { pages as cases } from '../features/cases/pages';
import { pages as consultations } from '../features/consultations/pages';
import { pages as deadlines } from '../features/deadlines/pages';
import { pages as duplicates } from '../features/duplicates/pages';
import { pages as forms } from '../features/forms/pages';
import { pages as imports } from '../features/imports/pages';
import { pages as intake } from '../features/intake/pages';
import { pages as settings } from '../features/settings/pages';
import { pages as triage } from '../features/triage/pages';
import { pages as workbench } from '../features/workbench/pages';
import type { FeaturePage } from '../routing';

/** Every page of the program. */
export const PAGES: readonly FeaturePage[] = [
  ...workbench,
  ...appeals,
  ...imports,
  ...duplicates,
  ...triage,
  ...intake,
  ...consultations,
  ...cases,
  ...deadlines,
  ...forms,
  ...settings,
];
