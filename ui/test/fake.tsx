// A stand-in for the Rust side, for tests only: canned answers, and events that a test sends itself.
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { render, type RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import { connectLive, createQueryClient, type AppealRow, type SessionInfo } from '../src/ipc';
import { listenToKeys } from '../src/keyboard';
import { SessionProvider } from '../src/session';
import { ThemeProvider } from '../src/theme';

export type Answers = Record<string, (args: Record<string, unknown>) => unknown>;

/** What was asked, and a way to send events. */
export interface Fake {
  calls: { cmd: string; args: Record<string, unknown> }[];
  emit: (event: string, payload: unknown) => void;
  /** Changes or adds answers later. */
  answer: (more: Answers) => void;
}

/** Puts answers where Tauri's own code looks for the Rust side. An answer that throws is a rejection. */
export function fakeRust(first: Answers): Fake {
  const answers: Answers = { ...first };
  const calls: Fake['calls'] = [];
  const callbacks = new Map<number, (event: unknown) => void>();
  const listeners = new Map<number, { event: string; handler: number }>();
  let last = 0;
  const internals = {
    metadata: { currentWindow: { label: 'main' }, currentWebview: { label: 'main', windowLabel: 'main' } },
    transformCallback: (callback: (event: unknown) => void) => {
      last += 1;
      callbacks.set(last, callback);
      return last;
    },
    unregisterCallback: (id: number) => callbacks.delete(id),
    // eslint-disable-next-line @typescript-eslint/require-await -- what an answer throws has to become a rejection
    invoke: async (cmd: string, args: Record<string, unknown> = {}) => {
      if (cmd === 'plugin:event|listen') {
        last += 1;
        listeners.set(last, args as unknown as { event: string; handler: number });
        return last;
      }
      if (cmd.startsWith('plugin:event|')) return null;
      calls.push({ cmd, args });
      const answer = answers[cmd];
      if (!answer) throw new Error(`no answer to ${cmd}`);
      return answer(args);
    },
  };
  Object.assign(window, {
    __TAURI_INTERNALS__: internals,
    __TAURI_EVENT_PLUGIN_INTERNALS__: {
      unregisterListener: (_event: string, id: number) => listeners.delete(id),
    },
  });
  return {
    calls,
    answer: (more) => Object.assign(answers, more),
    emit: (event, payload) => {
      for (const listener of listeners.values()) {
        if (listener.event === event) callbacks.get(listener.handler)?.({ event, id: 0, payload });
      }
    },
  };
}

/** A refusal as the Rust side sends it. */
export function refuse(code: string, params?: Record<string, unknown>): never {
  // Tauri rejects with the error's own data, not with an Error.
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw { code, params };
}

export const SESSION: SessionInfo = {
  engine: 'sqlite',
  databaseName: '测试库',
  accountName: '测试员',
  role: 'clerk',
  mayUse: [
    'view_appeals',
    'register_appeal',
    'edit_appeal',
    'import_appeals',
    'judge_appeal',
    'keep_clock',
    'view_consultations',
    'create_consultation',
    'move_consultation',
    'view_cases',
    'open_case',
    'move_case',
    'export_forms',
    'view_directory',
    'edit_calendar',
    'view_audit',
    'verify_audit',
    'load_demo',
    'export_lists',
    'keep_views',
    'share_views',
  ],
  schemaVersion: 1,
  appVersion: '0.0.0',
  today: '2026-11-24',
  appeals: 3,
  exportFolder: 'exports',
};

export const appealRow = (part: Partial<AppealRow> = {}): AppealRow => ({
  id: 'a1',
  version: 1,
  number: '诉〔2026〕1号',
  sourceNumber: null,
  channel: 'hotline',
  state: 'registered',
  level: null,
  title: '路灯不亮',
  category: '01',
  categoryName: '公共服务-路灯照明',
  town: '某街道',
  village: null,
  partyName: '甲某',
  peopleConcerned: 1,
  peopleCounted: 1,
  handler: null,
  receivedAt: '2026-11-24T01:00:00Z',
  deadline: '2026-11-26',
  dueAt: '2026-11-26T16:00:00Z',
  light: 'yellow',
  workingDaysLeft: 2,
  hit: null,
  ...part,
});

interface Setup {
  answers?: Answers;
  session?: Partial<SessionInfo>;
  /** Where the program is: "/appeals?open=a1". */
  at?: string;
}

export interface Rendered extends RenderResult {
  rust: Fake;
  /** Where the program is now. */
  where: () => string;
}

/** Shows something as it would be within the frame: theme, session, address, keyboard, live refresh. */
export function renderPage(page: ReactNode, { answers = {}, session = {}, at = '/' }: Setup = {}): Rendered {
  const rust = fakeRust(answers);
  const client = createQueryClient();
  const stops = [connectLive(client), listenToKeys()];
  const router = createRouter({
    routeTree: createRootRoute({ component: () => page, notFoundComponent: () => page }),
    history: createMemoryHistory({ initialEntries: [at] }),
  });
  const result = render(
    <ThemeProvider>
      <QueryClientProvider client={client}>
        <SessionProvider value={{ ...SESSION, ...session }}>
          <RouterProvider router={router} />
        </SessionProvider>
      </QueryClientProvider>
    </ThemeProvider>,
  );
  const unmount = () => {
    stops.forEach((stop) => stop());
    result.unmount();
  };
  return { ...result, unmount, rust, where: () => router.state.location.href };
}
