import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, commands, keys, terms, type CaseDetail, type CaseMove } from '../../ipc';
import { useTell } from '../../parts';
import { words } from './messages';

interface Step {
  move: CaseMove;
  reason: string | null;
}

/** Moves a case on; what comes back replaces what is shown. */
export function useMove(detail: CaseDetail | undefined, onDone: () => void) {
  const client = useQueryClient();
  const tell = useTell();
  return useMutation({
    mutationFn: async ({ move, reason }: Step) => {
      if (!detail) return null;
      return call(commands.caseMove(detail.row.id, detail.row.version, move, reason));
    },
    onSuccess: (next, { move }) => {
      if (next) client.setQueryData(keys.case.detail(next.row.id), next);
      void client.invalidateQueries({ queryKey: keys.case.all });
      tell.done(words.moved(terms.CaseMove[move]));
      onDone();
    },
    onError: (error) => {
      tell.failed(error);
      // Somebody else may have moved it: show where it stands now.
      void client.invalidateQueries({ queryKey: keys.case.all });
    },
  });
}
