import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, commands, terms, type Level, type TriageCard } from '../../ipc';
import { useTell } from '../../parts';
import { words } from './messages';
import { decisionOf, type Chosen, type Outcome } from './outcome';
import { useQueue } from './useQueue';

interface Step {
  id: string;
  at: number;
  outcome: Outcome;
}

/** What is to be written about the appeal that is shown. */
type Deed =
  | { kind: 'judge'; level: Level }
  | { kind: 'merge'; into: string; reason: string | null }
  | { kind: 'pass'; agencyId: string | null; reason: string };

async function perform(
  { detail: { row } }: TriageCard,
  deed: Deed,
  write: () => ReturnType<typeof decisionOf>,
) {
  switch (deed.kind) {
    case 'judge': {
      const done = await call(commands.triageDecide(row.id, row.version, write()));
      return { kind: 'judged', level: deed.level, version: done.version, followed: done.followed } as const;
    }
    case 'merge': {
      const review = await call(commands.duplicateMerge(row.id, row.version, deed.into, deed.reason));
      return { kind: 'merged', version: review.subject.row.version } as const;
    }
    case 'pass': {
      const done = await call(commands.triagePassOn(row.id, row.version, deed.agencyId, deed.reason));
      return { kind: 'passed', version: done.version, agency: deed.agencyId !== null } as const;
    }
  }
}

const takeBack = ({ id, outcome }: Step): Promise<unknown> => {
  if (outcome.kind === 'skipped') return Promise.resolve();
  if (outcome.kind === 'merged') return call(commands.duplicateSplit(id, outcome.version, words.undoReason));
  return call(commands.triageUndo(id, outcome.version));
};

/** What was done with an appeal, in words. */
export function outcomeWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'judged':
      return words.judgedAs(terms.Level[outcome.level]);
    case 'merged':
      return words.merged;
    case 'passed':
      return outcome.agency ? words.passedOn : words.returned;
    case 'skipped':
      return words.result.skipped;
  }
}

/** Goes through the queue: where one stands, what was done, and how to take the last step back. */
export function useTriage() {
  const tell = useTell();
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<Chosen>({});
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const queue = useQueue(at);
  const { id, card } = queue;

  const move = (to: number) => {
    setAt(to);
    setChosen({});
  };
  const note = (step: Step) => {
    setOutcomes((before) => new Map(before).set(step.id, step.outcome));
    move(step.at + 1);
  };
  const deed = useMutation({
    mutationFn: ({ on, what }: { on: TriageCard; what: Deed; at: number }) =>
      perform(on, what, () => decisionOf(on, what.kind === 'judge' ? what.level : 'small', chosen)),
    onSuccess: (outcome, { on, at: where }) => {
      const step = { id: on.detail.row.id, at: where, outcome };
      setSteps((before) => [...before, step]);
      note(step);
      void queue.refresh(step.id);
    },
    onError: (error, { on }) => {
      tell.failed(error);
      // Somebody else may have been faster: show how it stands now.
      void queue.refresh(on.detail.row.id);
    },
  });
  const undo = useMutation({
    mutationFn: takeBack,
    onSuccess: async (_, step) => {
      setSteps((before) => before.filter((one) => one !== step));
      setOutcomes((before) => new Map([...before].filter(([of]) => of !== step.id)));
      await queue.refresh(step.id);
      move(step.at);
      tell.done(words.undone);
    },
    onError: tell.failed,
  });
  const busy = deed.isPending || undo.isPending;
  const last = steps.at(-1);
  const outcome = id === undefined ? undefined : outcomes.get(id);
  const settled = outcome && outcome.kind !== 'skipped' ? outcome : undefined;
  const run = (what: Deed) => {
    if (card && !busy && !settled) deed.mutate({ on: card, what, at });
  };

  return {
    ...queue,
    at,
    chosen,
    outcomes,
    busy,
    /** What was done with the one that is shown, so that nothing more can be. */
    settled,
    mayGoBack: at > 0,
    mayUndo: last !== undefined,
    judge: (level: Level) => run({ kind: 'judge', level }),
    merge: (into: string, reason: string | null) => run({ kind: 'merge', into, reason }),
    passOn: (agencyId: string | null, reason: string) => run({ kind: 'pass', agencyId, reason }),
    choose: (part: Chosen) => setChosen((before) => ({ ...before, ...part })),
    skip: () => {
      if (id === undefined || busy) return;
      if (settled) move(at + 1);
      else note({ id, at, outcome: { kind: 'skipped' } });
    },
    back: () => {
      if (at > 0 && !busy) move(at - 1);
    },
    undo: () => {
      if (last && !busy) undo.mutate(last);
    },
    restart: () => {
      setOutcomes(new Map());
      setSteps([]);
      move(0);
      void queue.restart();
    },
  };
}

export type Triage = ReturnType<typeof useTriage>;
