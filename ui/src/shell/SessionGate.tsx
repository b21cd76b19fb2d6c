import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Flex, Spin } from 'antd';
import type { ReactNode } from 'react';
import { call, commands, keys, toIpcError } from '../ipc';
import { SessionProvider } from '../session';
import { shell } from './messages';
import { StartupFailure } from './StartupFailure';

/** Shows the program once the database is open; says what to do as long as it isn't. */
export function SessionGate({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const session = useQuery({ queryKey: keys.session, queryFn: () => call(commands.session()) });
  const reopen = useMutation({
    mutationFn: () => call(commands.databaseReopen()),
    onSuccess: (info) => client.setQueryData(keys.session, info),
  });

  // Once open, a later failure of the session's own query must not take the page away.
  if (session.data) return <SessionProvider value={session.data}>{children}</SessionProvider>;
  if (session.isPending) {
    return (
      <Flex align="center" justify="center" style={{ height: '100%' }}>
        <Spin size="large" description={shell.opening}>
          <div style={{ padding: 48 }} />
        </Spin>
      </Flex>
    );
  }
  const failure = reopen.error ?? session.error;
  return (
    <StartupFailure
      error={toIpcError(failure).error}
      retrying={reopen.isPending}
      onRetry={() => reopen.mutate()}
    />
  );
}
