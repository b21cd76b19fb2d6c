import { useQueries } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { call, commands, keys } from '../../ipc';
import { ErrorNote, FormPage } from '../../parts';
import { addresses, useAddress } from '../../routing';
import { CaseForm } from './CaseForm';
import { words } from './messages';

/** A new case, about the appeals that the address names. */
export default function CaseFormPage() {
  const [held] = useAddress(addresses.caseForm);
  const appeals = useQueries({
    queries: (held.appeals ?? []).map((id) => ({
      queryKey: keys.appeal.detail(id),
      queryFn: () => call(commands.appealDetail(id)),
    })),
  });
  const failed = appeals.find((query) => query.error);
  return (
    <FormPage data-testid="page-case-form" title={words.open}>
      {failed ? (
        <ErrorNote error={failed.error} onRetry={() => void failed.refetch()} />
      ) : appeals.some((query) => query.isPending) ? (
        <Skeleton active />
      ) : (
        <CaseForm
          // Made anew for other appeals, so that nothing of the ones before stays.
          key={(held.appeals ?? []).join()}
          appeals={appeals.flatMap(({ data }) => data ?? [])}
        />
      )}
    </FormPage>
  );
}
