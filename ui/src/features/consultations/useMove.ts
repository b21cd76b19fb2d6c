import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, commands, keys, terms, type ConsultationDetail, type ConsultationMove } from '../../ipc';
import { useTell } from '../../parts';
import { words } from './messages';

interface Step {
  move: ConsultationMove;
  reason: string | null;
}

/** Moves a consultation on; what comes back replaces what is shown. */
export function useMove(detail: ConsultationDetail | undefined, onDone: () => void) {
  const client = useQueryClient();
  const tell = useTell();
  return useMutation({
    mutationFn: async ({ move, reason }: Step) => {
      if (!detail) return null;
      return call(commands.consultationMove(detail.row.id, detail.row.version, move, reason));
    },
    onSuccess: (next, { move }) => {
      if (next) client.setQueryData(keys.consultation.detail(next.row.id), next);
      void client.invalidateQueries({ queryKey: keys.consultation.all });
      tell.done(words.moved(terms.ConsultationMove[move]));
      onDone();
    },
    onError: (error) => {
      tell.failed(error);
      // Somebody else may have moved it: show where it stands now.
      void client.invalidateQueries({ queryKey: keys.consultation.all });
    },
  });
}
