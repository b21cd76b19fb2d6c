import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { call, commands, keys } from '../../ipc';
import { ErrorNote, FormPage } from '../../parts';
import { addresses, useAddress } from '../../routing';
import { AppealForm } from './AppealForm';
import { words } from './messages';

function Edit({ id }: { id: string }) {
  const query = useQuery({
    queryKey: keys.appeal.detail(id),
    queryFn: () => call(commands.appealDetail(id)),
  });
  if (query.data) return <AppealForm before={query.data} />;
  return query.error ? (
    <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
  ) : (
    <Skeleton active />
  );
}

/** A new appeal, or the one that the address names. */
export default function AppealFormPage() {
  const [{ edit }] = useAddress(addresses.appealForm);
  return (
    <FormPage data-testid="page-appeal-form" title={edit ? words.editTitle : words.registerTitle}>
      {edit ? <Edit key={edit} id={edit} /> : <AppealForm before={null} />}
    </FormPage>
  );
}
