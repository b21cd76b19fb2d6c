// Commands whose Rust side isn't in the generated bindings yet. Each entry goes away as soon as `bindings.ts` has it;
// nobody imports this file but `index.ts`.
import { invoke } from '@tauri-apps/api/core';
import type {
  AgencyId,
  AppealId,
  AppealRow,
  Attendance,
  CaseLevel,
  CaseMove,
  CaseState,
  ConsultationKind,
  ConsultationMove,
  ConsultationState,
  DivisionId,
  ImportField,
  Level,
  Light,
  LinkedRef,
  Page,
  Participation,
  Party,
  PersonId,
  Risk,
  RoomId,
  RowProblemKind,
  TimelineEntry,
} from './bindings';

export interface ColumnMapping {
  columns: (ImportField | null)[];
}
export interface RowProblem {
  row: number;
  column: string | null;
  value: string | null;
  problem: RowProblemKind;
}
export interface PreviewRow {
  row: number;
  cells: string[];
  problems: RowProblem[];
}
export interface ImportPreview {
  sheet: string;
  headerRow: number;
  headers: string[];
  mapping: ColumnMapping;
  sample: string[][];
  rows: number;
  missing: ImportField[];
  read: PreviewRow[];
}
export interface ImportReport {
  importId: string | null;
  rows: number;
  imported: number;
  updated: number;
  unchanged: number;
  duplicates: number;
  rejected: number;
  seconds: number;
  problems: RowProblem[];
  warnings: RowProblem[];
}

export interface ConsultationQuery {
  text: string | null;
  states: ConsultationState[];
  kinds: ConsultationKind[];
  agencyId: AgencyId | null;
  from: string | null;
  to: string | null;
  after: string | null;
  limit: number;
}
export interface ConsultationRow {
  id: string;
  version: number;
  number: string | null;
  topic: string;
  kind: ConsultationKind;
  state: ConsultationState;
  lead: string;
  cooperating: string[];
  territory: string | null;
  startsAt: string | null;
  minutes: number;
  place: string | null;
  mustBeHeldBy: string | null;
  items: number;
  actions: number;
  actionsClosed: number;
}
export interface ConsultationAgency {
  id: AgencyId;
  name: string;
  part: Participation;
}
export interface ConsultationPerson {
  id: PersonId;
  name: string;
  post: string;
  agency: string;
  attendance: Attendance;
}
export interface ActionRow {
  id: string;
  text: string;
  lead: string;
  deadline: string;
  light: Light;
  state: string;
  progress: string | null;
}
export interface ConsultationDetail {
  row: ConsultationRow;
  agencies: ConsultationAgency[];
  people: ConsultationPerson[];
  presiding: string | null;
  appeals: LinkedRef[];
  cases: LinkedRef[];
  actions: ActionRow[];
  remark: string | null;
  openMoves: ConsultationMove[];
  timeline: TimelineEntry[];
}
export interface ConsultationInput {
  topic: string;
  kind: ConsultationKind;
  appealIds: AppealId[];
  caseIds: string[];
  requestedById: AgencyId | null;
  convenerIds: AgencyId[];
  leadId: AgencyId;
  cooperatingIds: AgencyId[];
  territoryId: AgencyId | null;
  presidingId: PersonId | null;
  roomId: RoomId | null;
  place: string | null;
  startsAt: string | null;
  minutes: number;
  mustBeHeldBy: string | null;
  mustAttend: PersonId[];
  shouldAttend: PersonId[];
  remark: string | null;
}

export interface CaseQuery {
  text: string | null;
  states: CaseState[];
  levels: CaseLevel[];
  risks: Risk[];
  leaderId: PersonId | null;
  divisionId: DivisionId | null;
  light: Light | null;
  after: string | null;
  limit: number;
}
export interface CaseRow {
  id: string;
  version: number;
  number: string;
  name: string;
  level: CaseLevel;
  risk: Risk;
  category: string;
  categoryName: string;
  state: CaseState;
  leader: string;
  leaderPost: string;
  responsible: string;
  town: string | null;
  peopleConcerned: number;
  startOn: string;
  dueOn: string;
  light: Light | null;
  workingDaysLeft: number | null;
  lastProgressOn: string | null;
}
export interface CaseProgress {
  at: string;
  by: string;
  kind: string;
  text: string;
}
export interface CaseLeader {
  name: string;
  post: string;
  from: string;
  to: string | null;
}
export interface CaseDetail {
  row: CaseRow;
  demand: string;
  plan: string | null;
  contact: string | null;
  parties: Party[];
  appeals: LinkedRef[];
  progress: CaseProgress[];
  leaders: CaseLeader[];
  openMoves: CaseMove[];
  timeline: TimelineEntry[];
}
export interface CaseInput {
  appealIds: AppealId[];
  name: string;
  level: CaseLevel;
  risk: Risk;
  category: string;
  leaderId: PersonId;
  responsibleId: AgencyId;
  contactId: PersonId | null;
  divisionId: DivisionId | null;
  demand: string;
  plan: string | null;
  startOn: string;
  dueOn: string | null;
  peopleConcerned: number;
}

export interface FormInfo {
  code: string;
  title: string;
  description: string;
  period: 'month';
}
export interface ExportedFile {
  path: string;
  name: string;
  rows: number;
}

export interface LevelCount {
  level: Level | null;
  count: number;
}
export interface MonthCount {
  month: string;
  received: number;
  done: number;
}
export interface TownCount {
  town: string;
  divisionId: DivisionId;
  small: number;
  big: number;
  hard: number;
  unjudged: number;
}
export interface Workbench {
  today: string;
  unjudged: number;
  dueToday: number;
  overdue: number;
  newSinceYesterday: number;
  consultationsThisWeek: ConsultationRow[];
  casesRed: number;
  openCases: number;
  actionsOverdue: number;
  byLevel: LevelCount[];
  months: MonthCount[];
  towns: TownCount[];
  dueAppeals: AppealRow[];
}

export const pending = {
  importPreview: (token: string, source: string, mapping: ColumnMapping | null) =>
    invoke<ImportPreview>('import_preview', { token, source, mapping }),
  importRun: (token: string, source: string, mapping: ColumnMapping, dryRun: boolean, task: string) =>
    invoke<ImportReport>('import_run', { token, source, mapping, dryRun, task }),
  importSaveRejected: (token: string, source: string, mapping: ColumnMapping) =>
    invoke<ExportedFile>('import_save_rejected', { token, source, mapping }),
  consultationList: (query: ConsultationQuery) =>
    invoke<Page<ConsultationRow>>('consultation_list', { query }),
  consultationDetail: (id: string) => invoke<ConsultationDetail>('consultation_detail', { id }),
  consultationCreate: (input: ConsultationInput) =>
    invoke<ConsultationDetail>('consultation_create', { input }),
  consultationMove: (id: string, version: number, mv: ConsultationMove, reason: string | null) =>
    invoke<ConsultationDetail>('consultation_move', { id, version, mv, reason }),
  caseList: (query: CaseQuery) => invoke<Page<CaseRow>>('case_list', { query }),
  caseDetail: (id: string) => invoke<CaseDetail>('case_detail', { id }),
  caseOpen: (input: CaseInput) => invoke<CaseDetail>('case_open', { input }),
  caseMove: (id: string, version: number, mv: CaseMove, reason: string | null) =>
    invoke<CaseDetail>('case_move', { id, version, mv, reason }),
  forms: () => invoke<FormInfo[]>('forms'),
  formExport: (code: string, period: string, revealReason: string | null) =>
    invoke<ExportedFile>('form_export', { code, period, revealReason }),
  workbench: () => invoke<Workbench>('workbench'),
  demoLoad: (appeals: number, task: string) => invoke<null>('demo_load', { appeals, task }),
};
