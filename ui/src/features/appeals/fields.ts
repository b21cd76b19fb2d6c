import type { Dayjs } from 'dayjs';
import type { AppealDetail, AppealInput, AskKind, Channel } from '../../ipc';
import { fromInstant, toInstant } from '../../messages';

/** What the form holds; what was left out is missing. */
export interface Fields {
  channel: Channel;
  askKind: AskKind;
  title?: string;
  text?: string;
  category?: string | undefined;
  divisionId?: string | null | undefined;
  place?: string;
  peopleConcerned?: number | null;
  receivedAt?: Dayjs | null;
  handlerId?: string | null | undefined;
  sourceNumber?: string;
  partyName?: string;
  partyPhone?: string;
  partyIdNumber?: string;
  partyAddress?: string;
}

/** What a new appeal begins with. */
export const beginNew = (now: string): Fields => ({
  channel: 'grid',
  askKind: 'petition',
  peopleConcerned: 1,
  receivedAt: fromInstant(now),
});

/** What the form begins with when an appeal is changed; its first person is masked. */
export function beginWith({ row, parties, ...detail }: AppealDetail): Fields {
  const party = parties[0];
  return {
    channel: row.channel,
    askKind: detail.askKind,
    title: row.title,
    text: detail.text,
    category: row.category,
    divisionId: detail.divisionId,
    place: detail.place ?? '',
    peopleConcerned: row.peopleConcerned,
    receivedAt: fromInstant(row.receivedAt),
    handlerId: detail.handlerId,
    sourceNumber: row.sourceNumber ?? '',
    partyName: party?.name ?? '',
    partyPhone: party?.phone ?? '',
    partyIdNumber: party?.idNumber ?? '',
    partyAddress: party?.address ?? '',
  };
}

/** The form as the Rust side takes it. An empty phone, ID number or address takes it out. */
export function asInput(fields: Fields): AppealInput {
  const filled = (text: string | undefined) => text?.trim() || null;
  return {
    channel: fields.channel,
    askKind: fields.askKind,
    title: fields.title?.trim() ?? '',
    text: fields.text?.trim() ?? '',
    category: fields.category ?? '',
    divisionId: fields.divisionId ?? null,
    place: filled(fields.place),
    peopleConcerned: fields.peopleConcerned ?? 1,
    receivedAt: fields.receivedAt ? toInstant(fields.receivedAt) : '',
    handlerId: fields.handlerId ?? null,
    sourceNumber: filled(fields.sourceNumber),
    partyName: filled(fields.partyName),
    partyPhone: fields.partyPhone?.trim() ?? null,
    partyIdNumber: fields.partyIdNumber?.trim() ?? null,
    partyAddress: fields.partyAddress?.trim() ?? null,
  };
}
