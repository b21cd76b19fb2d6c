import { CloseOutlined, FullscreenExitOutlined, FullscreenOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { SHORTCUTS, useShortcut } from '../keyboard';
import { parts } from './messages';
import styles from './Page.module.css';

interface Props {
  title: ReactNode;
  /** Beside the title: moves that can be made. */
  actions?: ReactNode;
  wide: boolean;
  onWide: (wide: boolean) => void;
  onClose: () => void;
  children: ReactNode;
  'data-testid'?: string;
}

function Tool({
  keys,
  label,
  icon,
  onClick,
}: {
  keys: string;
  label: string;
  icon: ReactNode;
  onClick: () => void;
}) {
  return (
    <Tooltip title={`${label}（${keys}）`}>
      <Button type="text" size="small" aria-label={label} icon={icon} onClick={onClick} />
    </Tooltip>
  );
}

/** A record beside its list; it can be widened to a page. What is open lives in the address. */
export function SidePanel({ title, actions, wide, onWide, onClose, children, ...rest }: Props) {
  useShortcut('close', onClose);
  useShortcut('widen', () => onWide(!wide));
  return (
    <aside className={styles['panel']} data-wide={wide} data-testid={rest['data-testid']}>
      <div className={styles['panelHead']}>
        <div className={styles['panelTitle']}>{title}</div>
        <Tool
          keys={SHORTCUTS.widen.keys}
          label={wide ? parts.narrow : parts.widen}
          icon={wide ? <FullscreenExitOutlined /> : <FullscreenOutlined />}
          onClick={() => onWide(!wide)}
        />
        <Tool keys={SHORTCUTS.close.keys} label={parts.close} icon={<CloseOutlined />} onClick={onClose} />
      </div>
      {actions && <div className={styles['panelActions']}>{actions}</div>}
      <div className={styles['panelBody']}>{children}</div>
    </aside>
  );
}

interface ListPageProps {
  header: ReactNode;
  list: ReactNode;
  /** A SidePanel, or nothing. */
  panel?: ReactNode;
  /** Whether the panel has become the page; the list keeps its place meanwhile. */
  wide?: boolean;
  'data-testid'?: string;
}

/** Header, list, and the open record at the right. */
export function ListPage({ header, list, panel, wide = false, ...rest }: ListPageProps) {
  const covered = Boolean(panel) && wide;
  return (
    <div className={styles['page']} data-testid={rest['data-testid']}>
      <div className={styles['list']} hidden={covered}>
        {header}
        <div className={styles['rows']}>{list}</div>
      </div>
      {panel}
    </div>
  );
}
