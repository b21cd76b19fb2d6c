import type { Dayjs } from 'dayjs';
import type { AppealDetail, CaseDetail, ConsultationInput, ConsultationKind } from '../../ipc';
import { toInstant } from '../../messages';

/** What the form holds; what was left out is missing. */
export interface Fields {
  topic: string;
  kind: ConsultationKind;
  leadId: string;
  cooperatingIds?: string[];
  convenerIds?: string[];
  territoryId?: string;
  requestedById?: string;
  presidingId?: string;
  startsAt?: Dayjs | null;
  minutes?: number | null;
  mustBeHeldBy?: Dayjs | null;
  roomId?: string;
  place?: string;
  mustAttend?: string[];
  shouldAttend?: string[];
  remark?: string;
}

const HOUR_AND_A_HALF = 90;

/** What the form begins with: the topic and the agencies of what it is about. */
export function beginWith(appeals: readonly AppealDetail[], cases: readonly CaseDetail[]): Partial<Fields> {
  const topic = appeals[0]?.row.title ?? cases[0]?.row.name;
  const handler = appeals[0]?.handlerId;
  const helping = appeals.flatMap(({ cooperating }) => cooperating.map(({ id }) => id));
  const cooperatingIds = [...new Set(helping)].filter((id) => id !== handler);
  return {
    kind: 'onsite',
    minutes: HOUR_AND_A_HALF,
    ...(topic && { topic }),
    ...(handler && { leadId: handler }),
    ...(cooperatingIds.length > 0 && { cooperatingIds }),
  };
}

/** The form as the Rust side takes it. */
export function asInput(
  fields: Fields,
  about: Pick<ConsultationInput, 'appealIds' | 'caseIds'>,
): ConsultationInput {
  return {
    ...about,
    topic: fields.topic.trim(),
    kind: fields.kind,
    leadId: fields.leadId,
    convenerIds: fields.convenerIds ?? [],
    cooperatingIds: (fields.cooperatingIds ?? []).filter((id) => id !== fields.leadId),
    territoryId: fields.territoryId ?? null,
    requestedById: fields.requestedById ?? null,
    presidingId: fields.presidingId ?? null,
    roomId: fields.roomId ?? null,
    place: fields.place?.trim() || null,
    startsAt: fields.startsAt ? toInstant(fields.startsAt) : null,
    minutes: fields.minutes ?? HOUR_AND_A_HALF,
    mustBeHeldBy: fields.mustBeHeldBy?.format('YYYY-MM-DD') ?? null,
    mustAttend: fields.mustAttend ?? [],
    shouldAttend: fields.shouldAttend ?? [],
    remark: fields.remark?.trim() || null,
  };
}
