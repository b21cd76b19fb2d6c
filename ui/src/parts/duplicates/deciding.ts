import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  call,
  commands,
  keys,
  type AppealState,
  type DuplicateCandidate,
  type DuplicateReview,
  type DuplicateSide,
} from '../../ipc';
import { useTell } from '../useTell';
import { duplicateWords as said } from './messages';

const CLOSED: readonly AppealState[] = ['done', 'called_back', 'archived'];

/** What may be decided of a pair. */
export type Decision =
  /** `from` goes into `into`. */
  | { kind: 'merge'; from: DuplicateSide; into: DuplicateSide }
  | { kind: 'dismiss' }
  /** The merged one of the two stands by itself again. */
  | { kind: 'split'; merged: DuplicateSide };

/** Whether a decision is only taken with a reason. */
export function needsReason(decision: Decision): boolean {
  if (decision.kind === 'merge') return CLOSED.includes(decision.into.row.state);
  return decision.kind === 'split';
}

/** Why one side can't be merged into the other; nothing when it can. */
export function whyNotMerge(from: DuplicateSide, into: DuplicateSide): string | null {
  if (into.mergedInto) return said.intoMerged;
  return from.canMerge ? null : said.cannotMerge;
}

/** The one of two merged sides that was merged into the other. */
export function mergedOf(subject: DuplicateSide, other: DuplicateSide): DuplicateSide | null {
  if (subject.mergedInto === other.row.id) return subject;
  return other.mergedInto === subject.row.id ? other : null;
}

export function useDuplicates(id: string) {
  return useQuery({
    queryKey: keys.appeal.duplicates(id),
    queryFn: () => call(commands.duplicateCandidates(id)),
  });
}

interface Taken {
  decision: Decision;
  candidate: DuplicateCandidate;
  reason: string;
}

/** Writes what was decided of an appeal and one that it may repeat. */
export function useDeciding(review: DuplicateReview, done: () => void) {
  const client = useQueryClient();
  const tell = useTell();
  const { id } = review.subject.row;
  return useMutation({
    mutationFn: ({ decision, candidate, reason }: Taken) => {
      switch (decision.kind) {
        case 'merge': {
          const { from, into } = decision;
          return call(commands.duplicateMerge(from.row.id, from.row.version, into.row.id, reason || null));
        }
        case 'dismiss':
          return call(
            commands.duplicateDismiss(id, candidate.other.row.id, candidate.pairVersion, reason || null),
          );
        case 'split':
          return call(commands.duplicateSplit(decision.merged.row.id, decision.merged.row.version, reason));
      }
    },
    onSuccess: (_, { decision }) => {
      tell.done(said.done[decision.kind]);
      done();
    },
    onError: tell.failed,
    // Both appeals have changed, and a refusal means that somebody else was faster.
    onSettled: () => client.invalidateQueries({ queryKey: keys.appeal.all }),
  });
}
