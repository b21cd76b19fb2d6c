import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, commands, keys, type TriageRuleInput } from '../../../ipc';
import { useTell } from '../../../parts';
import { words } from './messages';

/** Writes a rule and puts the answer in its place in the list. */
export function useSavingRule(done?: () => void) {
  const client = useQueryClient();
  const tell = useTell();
  return useMutation({
    mutationFn: (rule: TriageRuleInput) => call(commands.triageRuleSave(rule)),
    onSuccess: ({ rule }) => {
      tell.done(words.saved(rule.name));
      done?.();
    },
    onError: tell.failed,
    // Its place goes by its priority; and a refusal means that somebody else was faster.
    onSettled: () => client.invalidateQueries({ queryKey: keys.triageRules }),
  });
}
