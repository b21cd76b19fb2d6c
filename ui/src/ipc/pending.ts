// Commands whose Rust side isn't in the generated bindings yet. Each entry goes away as soon as `bindings.ts` has it;
// nobody imports this file but `index.ts`.
import { invoke } from '@tauri-apps/api/core';
import type { AppealRow, ConsultationRow, DivisionId, Level } from './bindings';

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
  workbench: () => invoke<Workbench>('workbench'),
  demoLoad: (appeals: number, task: string) => invoke<null>('demo_load', { appeals, task }),
};
