import dayjs, { type Dayjs } from 'dayjs';
import type { AppealDetail, CaseInput, CaseLevel, Risk } from '../../ipc';

/** What the form holds; what was left out is missing. */
export interface Fields {
  name: string;
  level: CaseLevel;
  risk: Risk;
  category: string;
  leaderId: string;
  responsibleId: string;
  contactId?: string;
  divisionId?: string;
  demand: string;
  plan?: string;
  startOn: Dayjs;
  dueOn?: Dayjs | null;
  peopleConcerned?: number | null;
}

const DAY = 'YYYY-MM-DD';

/** What the form begins with: what is known from the appeals. */
export function beginWith(appeals: readonly AppealDetail[], today: string): Partial<Fields> {
  const first = appeals[0];
  return {
    level: 'city',
    risk: 'yellow',
    startOn: dayjs(today),
    peopleConcerned: appeals.reduce((sum, { row }) => sum + row.peopleCounted, 0) || 1,
    ...(first && { name: first.row.title, category: first.row.category, demand: first.text }),
    ...(first?.handlerId && { responsibleId: first.handlerId }),
    ...(first?.divisionId && { divisionId: first.divisionId }),
  };
}

/** The form as the Rust side takes it. */
export function asInput(fields: Fields, appealIds: string[]): CaseInput {
  return {
    appealIds,
    name: fields.name.trim(),
    level: fields.level,
    risk: fields.risk,
    category: fields.category,
    leaderId: fields.leaderId,
    responsibleId: fields.responsibleId,
    contactId: fields.contactId ?? null,
    divisionId: fields.divisionId ?? null,
    demand: fields.demand.trim(),
    plan: fields.plan?.trim() || null,
    startOn: fields.startOn.format(DAY),
    dueOn: fields.dueOn?.format(DAY) ?? null,
    peopleConcerned: fields.peopleConcerned ?? 1,
  };
}
