import { terms } from '../ipc';
import { address, day, flag, manyOf, oneOf, text, texts } from './address';

const APPEAL_SORT = { received_desc: '', received_asc: '', deadline_asc: '' } as const;
const SETTINGS_TAB = {
  look: '',
  calendar: '',
  directory: '',
  permissions: '',
  audit: '',
  database: '',
} as const;

/** `open` is the record in the side panel; `wide` makes the panel a page. */
const panel = { open: text, wide: flag };

export const workbench = address('/', {});

export const appeals = address('/appeals', {
  text,
  states: manyOf(terms.AppealState),
  levels: manyOf(terms.Level),
  unjudged: flag,
  /** Only those that are not closed. */
  live: flag,
  /** Not closed and due on this day. */
  due: day,
  channels: manyOf(terms.Channel),
  division: text,
  agency: text,
  category: text,
  light: oneOf(terms.Light),
  from: day,
  to: day,
  sort: oneOf(APPEAL_SORT),
  triage: flag,
  ...panel,
});
/** `edit`: the appeal to change; none registers a new one. */
export const appealForm = address('/appeals/form', { edit: text });
export const INTAKE_KINDS = { visit: '', meeting: '', collection: '', reception: '' } as const;
export type IntakeKind = keyof typeof INTAKE_KINDS;
/** One sitting and what was said at it; `kind` a visit if none. */
export const intake = address('/appeals/intake', { kind: oneOf(INTAKE_KINDS) });
export const appealImport = address('/appeals/import', {});

export const consultations = address('/consultations', {
  text,
  states: manyOf(terms.ConsultationState),
  kinds: manyOf(terms.ConsultationKind),
  /** With a decided action past its deadline. */
  late: flag,
  agency: text,
  from: day,
  to: day,
  ...panel,
});
/** `appeals`, `cases`: ids of what it is about. */
export const consultationForm = address('/consultations/form', { appeals: texts, cases: texts });

export const cases = address('/cases', {
  text,
  states: manyOf(terms.CaseState),
  levels: manyOf(terms.CaseLevel),
  risks: manyOf(terms.Risk),
  leader: text,
  division: text,
  light: oneOf(terms.Light),
  /** Only those under way. */
  live: flag,
  ...panel,
});
export const caseForm = address('/cases/form', { appeals: texts });

export const reports = address('/reports', { period: text });

export const settings = address('/settings', { tab: oneOf(SETTINGS_TAB), year: text, text });
export type SettingsTab = keyof typeof SETTINGS_TAB;
