import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, commands, keys, terms, type AppealDetail, type AppealMove, type Level } from '../../ipc';
import { useShortcut } from '../../keyboard';
import { useTell } from '../../parts';
import { words } from './messages';

export const LEVELS: readonly Level[] = ['small', 'big', 'hard'];
const MOVE: Readonly<Record<Level, AppealMove>> = {
  small: 'judge_small',
  big: 'judge_big',
  hard: 'judge_hard',
};

/** Why an appeal can't be judged so; nothing when it can. A small matter that is being handled is first taken back. */
export function whyNot({ row, openMoves }: AppealDetail, level: Level): string | null {
  if (row.level === level) return words.alreadyLevel(terms.Level[level]);
  const open = openMoves.includes(MOVE[level]) || openMoves.includes('withdraw_judgement');
  return open ? null : words.builtOn(terms.AppealState[row.state]);
}

interface Judgement {
  detail: AppealDetail;
  /** None takes the judgement back. */
  level: Level | null;
}

export interface Judging {
  judge: (detail: AppealDetail, level: Level) => void;
  withdraw: (detail: AppealDetail) => void;
  busy: boolean;
}

/** Judges at once and offers to take it back: by the message's button, or by the undo key as long as the page is open. */
export function useJudging(): Judging {
  const client = useQueryClient();
  const tell = useTell();
  const [last, setLast] = useState<Judgement | null>(null);
  const refresh = () => void client.invalidateQueries({ queryKey: keys.appeal.all });
  const write = useMutation({
    mutationFn: ({ detail: { row }, level }: Judgement) =>
      call(
        level
          ? commands.appealJudge(row.id, row.version, level, null)
          : commands.appealWithdrawJudgement(row.id, row.version),
      ),
    onSuccess: (next) => {
      client.setQueryData(keys.appeal.detail(next.row.id), next);
      refresh();
    },
    onError: (error) => {
      tell.failed(error);
      // Somebody else may have judged it: show where it stands now.
      setLast(null);
      refresh();
    },
  });
  const restore = (undo: Judgement) => {
    setLast(null);
    write.mutate(undo, {
      onSuccess: () => tell.done(undo.level ? words.backTo(terms.Level[undo.level]) : words.withdrawn),
    });
  };
  const change = (detail: AppealDetail, level: Level | null) => {
    write.mutate(
      { detail, level },
      {
        onSuccess: (next) => {
          const undo: Judgement = { detail: next, level: detail.row.level };
          setLast(undo);
          const said = level ? words.judgedAs(terms.Level[level]) : words.withdrawn;
          tell.done(said, () => restore(undo));
        },
      },
    );
  };
  useShortcut('undo', () => last && restore(last), last !== null && !write.isPending);
  return {
    judge: change,
    withdraw: (detail) => change(detail, null),
    busy: write.isPending,
  };
}
