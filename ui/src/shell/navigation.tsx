import {
  AuditOutlined,
  BlockOutlined,
  FileTextOutlined,
  HomeOutlined,
  SettingOutlined,
  TableOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { UseCase, Workbench } from '../ipc';
import type { ShortcutId } from '../keyboard';
import { addresses, type Place } from '../routing';
import { shell } from './messages';
import { PAGES } from './pages';

/** An entry of the navigation. */
export interface NavEntry {
  id: keyof typeof shell.pages;
  icon: ReactNode;
  path: string;
  place: Place;
  shortcut: ShortcutId;
  /** Hidden from those who may not. */
  needs?: UseCase;
  /** How much waits there. */
  waiting?: (workbench: Workbench) => number;
}

const entry = (
  id: NavEntry['id'],
  icon: ReactNode,
  address: { path: string; at: () => Place },
  shortcut: ShortcutId,
  more: Pick<NavEntry, 'needs' | 'waiting'> = {},
): NavEntry => ({ id, icon, path: address.path, place: address.at(), shortcut, ...more });

const TABLE: readonly NavEntry[] = [
  entry('workbench', <HomeOutlined />, addresses.workbench, 'goWorkbench'),
  entry('appeals', <FileTextOutlined />, addresses.appeals, 'goAppeals', {
    needs: 'view_appeals',
    waiting: (bench) => bench.unjudged,
  }),
  entry('duplicates', <BlockOutlined />, addresses.appealDuplicates, 'goDuplicates', {
    needs: 'judge_appeal',
  }),
  entry('consultations', <TeamOutlined />, addresses.consultations, 'goConsultations', {
    needs: 'view_consultations',
    waiting: (bench) => bench.consultationsThisWeek.length,
  }),
  entry('cases', <AuditOutlined />, addresses.cases, 'goCases', {
    needs: 'view_cases',
    waiting: (bench) => bench.casesOverdue,
  }),
  entry('reports', <TableOutlined />, addresses.reports, 'goReports', { needs: 'export_forms' }),
  entry('settings', <SettingOutlined />, addresses.settings, 'goSettings'),
];

/** What a person sees: pages that exist and that are open to them. */
export function navigationFor(mayUse: readonly UseCase[]): NavEntry[] {
  return TABLE.filter(
    ({ path, needs }) => PAGES.some((page) => page.path === path) && (!needs || mayUse.includes(needs)),
  );
}

/** The entry to which a path belongs: /appeals/import belongs to /appeals. */
export function entryOf(entries: readonly NavEntry[], path: string): NavEntry | undefined {
  return (
    entries.find((item) => item.path === path) ??
    entries.find((item) => item.path !== '/' && path.startsWith(`${item.path}/`))
  );
}
