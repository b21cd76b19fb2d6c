import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call, commands, keys, type DuplicateCandidate, type DuplicateSide } from '../../ipc';
import { useTell } from '../../parts';
import { runTask } from '../../tasks';
import { count } from '../../messages';
import { words } from './messages';

/** What was decided last, and how it is taken back. */
type Undo = () => Promise<unknown>;

/** A decision on a pair. */
export type Taken =
  | { kind: 'merge'; from: DuplicateSide; into: DuplicateSide; reason: string }
  | { kind: 'dismiss'; subject: DuplicateSide; candidate: DuplicateCandidate };

async function decide(taken: Taken): Promise<Undo> {
  if (taken.kind === 'merge') {
    const { from, into, reason } = taken;
    const { id, version } = from.row;
    const merged = await call(commands.duplicateMerge(id, version, into.row.id, reason || null));
    const since = merged.subject.row.version;
    return () => call(commands.duplicateSplit(id, since, words.splitReason));
  }
  const { subject, candidate } = taken;
  const other = candidate.other.row.id;
  await call(commands.duplicateDismiss(subject.row.id, other, candidate.pairVersion, null));
  return () => call(commands.duplicateReconsider(subject.row.id, other));
}

/** Decides on pairs, and takes the decisions back, the last first. */
export function useDecisions() {
  const client = useQueryClient();
  const tell = useTell();
  const [done, setDone] = useState<readonly Undo[]>([]);
  // A message that still stands offers to take back what a key has taken back already.
  const over = useRef(new WeakSet<Undo>());
  // A refusal means that somebody else was faster: what is shown is no longer so.
  const onSettled = () => client.invalidateQueries({ queryKey: keys.appeal.all });
  const back = useMutation({
    mutationFn: (undo: Undo) => undo(),
    onSuccess: (_, undo) => {
      over.current.add(undo);
      setDone((all) => all.filter((other) => other !== undo));
      tell.done(words.undone);
    },
    onError: tell.failed,
    onSettled,
  });
  const take = useMutation({
    mutationFn: decide,
    onSuccess: (undo, taken) => {
      setDone((all) => [...all, undo]);
      const said =
        taken.kind === 'merge' ? words.merged(taken.from.row.number, taken.into.row.number) : words.dismissed;
      tell.done(said, () => {
        if (!over.current.has(undo)) back.mutate(undo);
      });
    },
    onError: tell.failed,
    onSettled,
  });
  const last = done.at(-1);
  return {
    take: (taken: Taken) => take.mutate(taken),
    busy: take.isPending || back.isPending,
    undo: last && !back.isPending ? () => back.mutate(last) : null,
  };
}

/** Looks through everything that is still to be judged. */
export function useScan() {
  const client = useQueryClient();
  const tell = useTell();
  return useMutation({
    mutationFn: () => runTask(words.scanTask, (task) => commands.duplicateScan(null, task)),
    onSuccess: ({ checked, found }) => tell.done(words.scanned(count(checked), count(found))),
    onError: tell.failed,
    onSettled: () => client.invalidateQueries({ queryKey: keys.appeal.all }),
  });
}
