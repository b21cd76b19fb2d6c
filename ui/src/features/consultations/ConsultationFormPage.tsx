import { useQueries } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { call, commands, keys } from '../../ipc';
import { ErrorNote, FormPage } from '../../parts';
import { addresses, useAddress } from '../../routing';
import { ConsultationForm } from './ConsultationForm';
import { words } from './messages';

/** A new consultation, about what the address names. */
export default function ConsultationFormPage() {
  const [held] = useAddress(addresses.consultationForm);
  const appeals = useQueries({
    queries: (held.appeals ?? []).map((id) => ({
      queryKey: keys.appeal.detail(id),
      queryFn: () => call(commands.appealDetail(id)),
    })),
  });
  const cases = useQueries({
    queries: (held.cases ?? []).map((id) => ({
      queryKey: keys.case.detail(id),
      queryFn: () => call(commands.caseDetail(id)),
    })),
  });
  const all = [...appeals, ...cases];
  const failed = all.find((query) => query.error);
  return (
    <FormPage data-testid="page-consultation-form" title={words.create}>
      {failed ? (
        <ErrorNote error={failed.error} onRetry={() => void failed.refetch()} />
      ) : all.some((query) => query.isPending) ? (
        <Skeleton active />
      ) : (
        <ConsultationForm
          // Made anew for other appeals, so that nothing of the ones before stays.
          key={[...(held.appeals ?? []), ...(held.cases ?? [])].join()}
          appeals={appeals.flatMap(({ data }) => data ?? [])}
          cases={cases.flatMap(({ data }) => data ?? [])}
        />
      )}
    </FormPage>
  );
}
