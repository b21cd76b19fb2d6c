import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { connectLive, createQueryClient } from '../ipc';
import { listenToKeys } from '../keyboard';
import { listenToProgress } from '../tasks';
import { ThemeProvider } from '../theme';
import { ErrorBoundary } from './ErrorBoundary';
import { createProgramRouter } from './router';
import { SessionGate } from './SessionGate';

/** The whole window. */
export function Program() {
  const [client] = useState(createQueryClient);
  const [router] = useState(createProgramRouter);

  useEffect(() => {
    const stops = [connectLive(client), listenToProgress(), listenToKeys()];
    return () => stops.forEach((stop) => stop());
  }, [client]);

  return (
    <ThemeProvider>
      <QueryClientProvider client={client}>
        <ErrorBoundary>
          <SessionGate>
            <RouterProvider router={router} />
          </SessionGate>
        </ErrorBoundary>
      </QueryClientProvider>
    </ThemeProvider>
  );
}
