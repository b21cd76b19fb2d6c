import { createContext, use } from 'react';
import type { SessionInfo, UseCase } from '../ipc';

const SessionContext = createContext<SessionInfo | null>(null);
export const SessionProvider = SessionContext;

/** Who sits here, on which database. */
export function useSession(): SessionInfo {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession outside of the frame');
  return session;
}

/** Whether this person may do something, at least for their own unit. The Rust side decides; this is for showing why. */
export function useMay(useCase: UseCase): boolean {
  return useSession().mayUse.includes(useCase);
}
