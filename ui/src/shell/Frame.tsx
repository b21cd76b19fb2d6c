import { Outlet } from '@tanstack/react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Spin } from 'antd';
import { Suspense, useState } from 'react';
import { call, commands, keys } from '../ipc';
import { useShortcut } from '../keyboard';
import { useGo, usePath } from '../routing';
import { useSession } from '../session';
import { BottomLine } from './BottomLine';
import styles from './Frame.module.css';
import { HelpSheet } from './HelpSheet';
import { entryOf, navigationFor, type NavEntry } from './navigation';
import { Palette } from './Palette';
import { SideNav } from './SideNav';
import { TopBar } from './TopBar';

const COLLAPSED = 'huishang.nav.collapsed';

function useFrameShortcuts(open: { palette: () => void; help: () => void; toggle: () => void }) {
  const client = useQueryClient();
  useShortcut('palette', open.palette);
  useShortcut('help', open.help);
  useShortcut('navigation', open.toggle);
  useShortcut('refresh', () => void client.invalidateQueries());
}

function GoByKey({ entry }: { entry: NavEntry }) {
  const go = useGo();
  useShortcut(entry.shortcut, () => go(entry.place));
  return null;
}

/** What stays while pages change: navigation, top bar, bottom line, palette and help. */
export function Frame() {
  const session = useSession();
  const path = usePath();
  const entries = navigationFor(session.mayUse);
  const here = entryOf(entries, path);
  const [collapsed, setCollapsed] = useState(() => localStorage.getItem(COLLAPSED) === '1');
  const [overlay, setOverlay] = useState<'palette' | 'help' | null>(null);
  const bench = useQuery({ queryKey: keys.workbench, queryFn: () => call(commands.workbench()) });

  const toggle = () => {
    localStorage.setItem(COLLAPSED, collapsed ? '0' : '1');
    setCollapsed(!collapsed);
  };
  const openPalette = () => setOverlay('palette');
  useFrameShortcuts({ palette: openPalette, help: () => setOverlay('help'), toggle });

  return (
    <div className={styles['frame']}>
      {entries.map((entry) => (
        <GoByKey key={entry.id} entry={entry} />
      ))}
      <SideNav
        entries={entries}
        here={here?.id}
        bench={bench.data}
        collapsed={collapsed}
        onToggle={toggle}
        onHelp={() => setOverlay('help')}
      />
      <TopBar here={here} onSearch={openPalette} />
      <main className={styles['content']}>
        <Suspense fallback={<Spin className={styles['loading']} />}>
          <Outlet />
        </Suspense>
      </main>
      <BottomLine />
      {overlay === 'palette' && <Palette entries={entries} onClose={() => setOverlay(null)} />}
      <HelpSheet open={overlay === 'help'} onClose={() => setOverlay(null)} />
    </div>
  );
}
