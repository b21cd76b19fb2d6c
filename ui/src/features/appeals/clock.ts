import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, commands, keys, type AppealDetail } from '../../ipc';
import { useTell } from '../../parts';
import { words } from './messages';

/** What can be done to the clock of an appeal. */
export type Turn = { kind: 'pause'; reason: string } | { kind: 'resume' };

const DONE = {
  pause: words.clock.didPause,
  resume: words.clock.didResume,
} as const satisfies Record<Turn['kind'], string>;

const ask = ({ row }: AppealDetail, turn: Turn) => {
  switch (turn.kind) {
    case 'pause':
      return commands.appealPause(row.id, row.version, turn.reason);
    case 'resume':
      return commands.appealResume(row.id, row.version);
  }
};

/** Turns the clock of an appeal; `onDone` closes what asked for it. */
export function useTurn(detail: AppealDetail, onDone: () => void) {
  const client = useQueryClient();
  const tell = useTell();
  const refresh = () => void client.invalidateQueries({ queryKey: keys.appeal.all });
  return useMutation({
    mutationFn: (turn: Turn) => call(ask(detail, turn)),
    onSuccess: (next, { kind }) => {
      client.setQueryData(keys.appeal.detail(next.row.id), next);
      refresh();
      tell.done(DONE[kind]);
      onDone();
    },
    onError: (error) => {
      tell.failed(error);
      // Somebody else may have turned it: show where it stands now.
      refresh();
    },
  });
}
