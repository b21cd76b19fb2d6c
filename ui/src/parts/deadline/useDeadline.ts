import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, commands, keys, type Entity, type ExtensionAsk, type ExtensionRequest } from '../../ipc';
import { useTell } from '../useTell';
import { deadline as words } from './words';

/** How a deadline comes about, and who asked for more time. */
export const useDerivation = (entity: Entity, id: string, enabled = true) =>
  useQuery({
    queryKey: keys.derivation(entity, id),
    queryFn: () => call(commands.deadlineDerivation(entity, id)),
    enabled,
  });

/** What can be done about more time. */
export type ExtensionTurn =
  | { kind: 'ask'; ask: ExtensionAsk }
  | { kind: 'grant' | 'withdraw'; request: ExtensionRequest }
  | { kind: 'refuse'; request: ExtensionRequest; reason: string };

const DONE = {
  ask: words.asked,
  grant: words.granted,
  refuse: words.refused,
  withdraw: words.withdrawn,
} as const satisfies Record<ExtensionTurn['kind'], string>;

const send = (turn: ExtensionTurn) => {
  switch (turn.kind) {
    case 'ask':
      return commands.extensionAsk(turn.ask);
    case 'grant':
      return commands.extensionDecide(turn.request.id, turn.request.version, true, null);
    case 'refuse':
      return commands.extensionDecide(turn.request.id, turn.request.version, false, turn.reason);
    case 'withdraw':
      return commands.extensionWithdraw(turn.request.id, turn.request.version);
  }
};

/** Asks for more time, or answers; `onDone` closes what asked. */
export function useExtensionTurn(entity: Entity, onDone: () => void) {
  const client = useQueryClient();
  const tell = useTell();
  // Somebody else may have been faster: whatever came of it, show where it stands now.
  const refresh = () => {
    void client.invalidateQueries({ queryKey: [entity] });
    void client.invalidateQueries({ queryKey: keys.workbench });
  };
  return useMutation({
    mutationFn: (turn: ExtensionTurn) => call(send(turn)),
    onSuccess: (_, { kind }) => {
      tell.done(DONE[kind]);
      onDone();
    },
    onError: tell.failed,
    onSettled: refresh,
  });
}
