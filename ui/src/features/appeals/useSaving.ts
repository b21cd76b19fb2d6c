import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, commands, keys, type AppealDetail, type AppealInput } from '../../ipc';
import { useTell } from '../../parts';
import { addresses, useGo } from '../../routing';
import { words } from './messages';

/** Registers a new appeal, or writes the changes of the one that was opened, and shows it. */
export function useSaving(before: AppealDetail | null, onSaved: () => void) {
  const client = useQueryClient();
  const tell = useTell();
  const go = useGo();
  return useMutation({
    mutationFn: (input: AppealInput) =>
      call(
        before
          ? commands.appealEdit(before.row.id, before.row.version, input)
          : commands.appealRegister(input),
      ),
    onSuccess: (saved) => {
      onSaved();
      client.setQueryData(keys.appeal.detail(saved.row.id), saved);
      void client.invalidateQueries({ queryKey: keys.appeal.all });
      void client.invalidateQueries({ queryKey: keys.session });
      tell.done(before ? words.saved : words.registered);
      go(addresses.appeals.at({ open: saved.row.id }), { replace: true });
    },
  });
}
