import type { Level, TriageCard, TriageDecision } from '../../ipc';

/** What was done with an appeal of the queue. */
export type Outcome =
  | { kind: 'judged'; level: Level; version: number; followed: boolean | null }
  | { kind: 'merged'; version: number }
  | { kind: 'passed'; version: number; agency: boolean }
  | { kind: 'skipped' };

/** What a person has chosen instead of what is proposed. */
export interface Chosen {
  category?: string;
  leadId?: string;
}

/** Who would handle an appeal at a level. */
export const handlerAt = (card: TriageCard, level: Level, chosen: Chosen): string | null =>
  chosen.leadId ?? card.proposal.handlers[level];

/** The decision that judges an appeal so. */
export function decisionOf(card: TriageCard, level: Level, chosen: Chosen): TriageDecision {
  const { proposal, detail } = card;
  const category = proposal.category?.code ?? null;
  return {
    level,
    category: chosen.category ?? category ?? detail.row.category,
    leadId: handlerAt(card, level, chosen),
    cooperatingIds: proposal.cooperating.map(({ id }) => id),
    shown: { level: proposal.level.value, category, leadId: proposal.handlers[proposal.level.value] },
  };
}

/** A text in pieces, those that are one of the words marked. */
export function pieces(text: string, words: readonly string[]): { text: string; hit: boolean }[] {
  const wanted = words.filter((word) => word.trim() !== '').toSorted((a, b) => b.length - a.length);
  if (wanted.length === 0) return [{ text, hit: false }];
  const escaped = wanted.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text
    .split(new RegExp(`(${escaped.join('|')})`, 'gi'))
    .map((piece, at) => ({ text: piece, hit: at % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}
