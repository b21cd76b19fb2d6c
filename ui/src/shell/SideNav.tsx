import { MenuFoldOutlined, MenuUnfoldOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import type { Workbench } from '../ipc';
import { SHORTCUTS } from '../keyboard';
import { common, count } from '../messages';
import { To } from '../routing';
import styles from './Frame.module.css';
import { shell } from './messages';
import type { NavEntry } from './navigation';

interface Props {
  entries: readonly NavEntry[];
  here: NavEntry['id'] | undefined;
  bench: Workbench | undefined;
  collapsed: boolean;
  onToggle: () => void;
  onHelp: () => void;
}

function Item({
  entry,
  current,
  waiting,
  collapsed,
}: {
  entry: NavEntry;
  current: boolean;
  waiting: number;
  collapsed: boolean;
}) {
  const name = shell.pages[entry.id];
  const keys = SHORTCUTS[entry.shortcut].keys;
  return (
    <li>
      <Tooltip title={collapsed ? `${name}（${keys}）` : keys} placement="right" mouseEnterDelay={0.6}>
        <To
          place={entry.place}
          className={styles['item']}
          data-testid={`nav-${entry.id}`}
          aria-current={current ? 'page' : undefined}
          aria-label={name}
        >
          {entry.icon}
          {!collapsed && <span>{name}</span>}
          {waiting > 0 && (
            <span className={styles['waiting']} title={shell.waiting(waiting)}>
              {waiting > 9999 ? '9999+' : count(waiting)}
            </span>
          )}
        </To>
      </Tooltip>
    </li>
  );
}

export function SideNav({ entries, here, bench, collapsed, onToggle, onHelp }: Props) {
  return (
    <nav className={styles['nav']} data-collapsed={collapsed} aria-label={shell.nav.label}>
      <div className={styles['brand']}>
        <span className={styles['mark']} aria-hidden>
          会
        </span>
        {!collapsed && <span title={common.product}>会商包案</span>}
      </div>
      <ul className={styles['items']}>
        {entries.map((entry) => (
          <Item
            key={entry.id}
            entry={entry}
            current={entry.id === here}
            waiting={bench && entry.waiting ? entry.waiting(bench) : 0}
            collapsed={collapsed}
          />
        ))}
      </ul>
      <div className={styles['foot']}>
        <Tooltip
          title={`${collapsed ? shell.nav.expand : shell.nav.collapse}（${SHORTCUTS.navigation.keys}）`}
          placement="right"
        >
          <Button
            type="text"
            aria-label={collapsed ? shell.nav.expand : shell.nav.collapse}
            icon={collapsed ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
            onClick={onToggle}
          />
        </Tooltip>
        <Tooltip title={`${shell.help}（${SHORTCUTS.help.keys}）`} placement="right">
          <Button type="text" aria-label={shell.help} icon={<QuestionCircleOutlined />} onClick={onHelp} />
        </Tooltip>
      </div>
    </nav>
  );
}
