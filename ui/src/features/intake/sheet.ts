import type { AskKind, Channel, IntakeInput, IntakePerson, ReceptionKind } from '../../ipc';
import type { IntakeKind } from '../../routing';

/** Something that was looked up, with what it was called then. */
export interface Chosen {
  id: string;
  label: string;
}

export interface Person {
  knownId: string | null;
  name: string;
  phone: string;
  idNumber: string;
  address: string;
}

export interface Item {
  key: string;
  askKind: AskKind;
  text: string;
  title: string;
  category: string | null;
  people: number;
  /** Somebody else than the person of the sitting. */
  own: Person | null;
}

/** One form, as it is typed, kept as a draft and saved. Plain data. */
export interface Sheet {
  /** Goes with what is saved, so that saving twice saves once. */
  id: string;
  kind: IntakeKind;
  channel: Channel;
  /** An instant. */
  at: string;
  division: Chosen | null;
  place: string;
  officer: Chosen | null;
  companions: string;
  /** Who took part in a meeting, or came to a leader. */
  count: number | null;
  receptionKind: ReceptionKind;
  person: Person;
  items: Item[];
  /** The item that is being written. */
  open: number;
}

export const MOST_ITEMS = 20;
export const LIMITS = {
  text: 2000,
  title: 200,
  place: 300,
  name: 60,
  address: 300,
  companions: 500,
} as const;

export const CHANNELS: Readonly<Record<IntakeKind, readonly Channel[]>> = {
  visit: ['house_visit'],
  meeting: ['village_forum', 'neighbour_pavilion'],
  collection: ['opinion_point', 'collection_day'],
  reception: ['leader_reception'],
};
/** What people mostly come with. */
const FIRST_ASK: Readonly<Record<IntakeKind, AskKind>> = {
  visit: 'hardship',
  meeting: 'petition',
  collection: 'opinion',
  reception: 'petition',
};

export const nobody = (): Person => ({ knownId: null, name: '', phone: '', idNumber: '', address: '' });

export const newItem = (askKind: AskKind, text = ''): Item => ({
  key: crypto.randomUUID(),
  askKind,
  text,
  title: '',
  category: null,
  people: 1,
  own: null,
});

/** An empty form for now. */
export function freshSheet(kind: IntakeKind, now: string): Sheet {
  return {
    id: crypto.randomUUID(),
    kind,
    channel: CHANNELS[kind][0] ?? 'other',
    at: now,
    division: null,
    place: '',
    officer: null,
    companions: '',
    count: kind === 'reception' ? 1 : null,
    receptionKind: 'fixed',
    person: nobody(),
    items: [newItem(FIRST_ASK[kind])],
    open: 0,
  };
}

/** The next form of the same sitting: where, when and who receives stay; who came and what they said doesn't. */
export function nextSheet(before: Sheet): Sheet {
  return {
    ...before,
    ...(before.kind === 'visit' && { place: '' }),
    ...(before.kind === 'reception' && { count: 1 }),
    id: crypto.randomUUID(),
    person: nobody(),
    items: [newItem(FIRST_ASK[before.kind])],
    open: 0,
  };
}

const saysSomething = ({ name, phone, idNumber, address }: Person): boolean =>
  [name, phone, idNumber, address].some((text) => text.trim() !== '');
export const hasText = (item: Item): boolean => item.text.trim() !== '';

/** Whether anything would be lost. */
export const isWritten = (sheet: Sheet): boolean =>
  saysSomething(sheet.person) ||
  sheet.items.some((item) => hasText(item) || item.title.trim() !== '' || item.own !== null) ||
  sheet.place.trim() !== '' ||
  sheet.companions.trim() !== '' ||
  sheet.division !== null ||
  sheet.officer !== null;

/** Lines of a pasted text as matters of their own; none where it is one only. Numbering in front of a line goes. */
export function linesOf(pasted: string): string[] {
  const lines = pasted
    .split(/\r?\n/)
    .map((line) =>
      line.replace(/^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.．、]\s*|[-•·*]\s+)/, '').trim(),
    )
    .filter((line) => line !== '');
  return lines.length > 1 ? lines : [];
}

/** Puts lines in place of an empty item, as many as there is room for. */
export function withLines(sheet: Sheet, at: number, lines: readonly string[]): Sheet {
  const model = sheet.items[at];
  if (!model) return sheet;
  const room = MOST_ITEMS - sheet.items.length + 1;
  const made = lines.slice(0, room).map((text) => newItem(model.askKind, text));
  const items = [...sheet.items.slice(0, at), ...made, ...sheet.items.slice(at + 1)];
  return { ...sheet, items, open: at + made.length - 1 };
}

/** What isn't there yet, to be said on the button; none when it can be saved. */
export type Missing = 'division' | 'at' | 'place' | 'officer' | 'items' | 'name';
export function missing(sheet: Sheet): Missing | null {
  if (!sheet.at) return 'at';
  if (!sheet.division) return 'division';
  if (sheet.kind !== 'visit' && !sheet.place.trim()) return 'place';
  if ((sheet.kind === 'visit' || sheet.kind === 'reception') && !sheet.officer) return 'officer';
  if (!sheet.items.some(hasText)) return 'items';
  const people = [sheet.person, ...sheet.items.filter(hasText).map((item) => item.own ?? nobody())];
  if (people.some((one) => !one.name.trim() && saysSomething(one))) return 'name';
  return null;
}

const filled = (text: string): string | null => text.trim() || null;
const isMasked = (person: Person): boolean =>
  [person.phone, person.idNumber, person.address].some((text) => text.includes('**'));

const asPerson = (person: Person): IntakePerson => ({
  knownId: isMasked(person) ? person.knownId : null,
  name: filled(person.name),
  phone: filled(person.phone),
  idNumber: filled(person.idNumber),
  address: filled(person.address),
});

/** The form as the Rust side takes it; items without a text are left out. */
export function asInput(sheet: Sheet): IntakeInput {
  const { kind } = sheet;
  const companions = filled(sheet.companions);
  const officer = sheet.officer?.id ?? '';
  return {
    id: sheet.id,
    channel: sheet.channel,
    at: sheet.at,
    divisionId: sheet.division?.id ?? '',
    place: filled(sheet.place),
    person: asPerson(sheet.person),
    visit: kind === 'visit' ? { visitorId: officer, companions, household: filled(sheet.person.name) } : null,
    gathering:
      kind === 'meeting' || kind === 'collection'
        ? { hostId: sheet.officer?.id ?? null, participants: sheet.count }
        : null,
    reception:
      kind === 'reception'
        ? { leaderId: officer, kind: sheet.receptionKind, visitorCount: sheet.count ?? 1, companions }
        : null,
    items: sheet.items.filter(hasText).map((item) => ({
      askKind: item.askKind,
      title: filled(item.title),
      text: item.text.trim(),
      category: item.category,
      peopleConcerned: item.people,
      divisionId: null,
      person: item.own && saysSomething(item.own) ? asPerson(item.own) : null,
    })),
  };
}

/** Whether a kept draft is a form of this kind. */
export function fitsKind(kind: IntakeKind): (raw: unknown) => raw is Sheet {
  return (raw): raw is Sheet => {
    if (typeof raw !== 'object' || raw === null) return false;
    const sheet = raw as Partial<Sheet>;
    return (
      sheet.kind === kind &&
      typeof sheet.id === 'string' &&
      typeof sheet.at === 'string' &&
      Array.isArray(sheet.items) &&
      sheet.items.length > 0 &&
      typeof sheet.person === 'object'
    );
  };
}
