import { terms } from '../ipc';
import { address, day, flag, manyOf, number, oneOf, text, texts } from './address';

const APPEAL_SORT = {
  received_desc: '',
  received_asc: '',
  deadline_asc: '',
  number_desc: '',
  number_asc: '',
  people_desc: '',
  closed_desc: '',
} as const;
const YES_NO = { yes: '', no: '' } as const;
const SETTINGS_TAB = {
  look: '',
  calendar: '',
  limits: '',
  rules: '',
  directory: '',
  permissions: '',
  audit: '',
  database: '',
} as const;

/** `open` is the record in the side panel; `wide` makes the panel a page. */
const panel = { open: text, wide: flag };
/** The view that the filters were taken from: the code of a built-in one, or the id of one that is kept. */
const view = text;

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
  askKinds: manyOf(terms.AskKind),
  satisfactions: manyOf(terms.Satisfaction),
  /** The import that they came with. */
  import: text,
  /** Concerning at least and at most so many people. */
  peopleFrom: number,
  peopleTo: number,
  dueFrom: day,
  dueTo: day,
  closedFrom: day,
  closedTo: day,
  attached: oneOf(YES_NO),
  merged: oneOf(YES_NO),
  /** With a possible duplicate that nobody has decided on. */
  doubtful: flag,
  view,
  ...panel,
});
/** `edit`: the appeal to change; none registers a new one. */
export const appealForm = address('/appeals/form', { edit: text });
/** One appeal after the other, each with what is proposed for it. */
export const triage = address('/appeals/triage', {});
export const INTAKE_KINDS = { visit: '', meeting: '', collection: '', reception: '' } as const;
export type IntakeKind = keyof typeof INTAKE_KINDS;
/** One sitting and what was said at it; `kind` a visit if none. */
export const intake = address('/appeals/intake', { kind: oneOf(INTAKE_KINDS) });
export const appealImport = address('/appeals/import', {});
/** 导入记录: `open` is the import in the side panel. */
export const appealImports = address('/appeals/imports', panel);
/** 查重: `import` narrows to the pairs of one import, `least` is the lowest score, `open` the pair. */
export const appealDuplicates = address('/appeals/duplicates', { import: text, least: text, open: text });

export const consultations = address('/consultations', {
  text,
  states: manyOf(terms.ConsultationState),
  kinds: manyOf(terms.ConsultationKind),
  /** With a decided action past its deadline. */
  late: flag,
  agency: text,
  from: day,
  to: day,
  view,
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
  view,
  ...panel,
});
export const caseForm = address('/cases/form', { appeals: texts });

/** 期限提醒 */
export const deadlines = address('/deadlines', {});

export const reports = address('/reports', { period: text });

export const settings = address('/settings', { tab: oneOf(SETTINGS_TAB), year: text, text });
export type SettingsTab = keyof typeof SETTINGS_TAB;
