import { SearchOutlined, UserOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { terms, type Workbench } from '../ipc';
import { SHORTCUTS } from '../keyboard';
import { common, count } from '../messages';
import { addresses, To } from '../routing';
import { useSession } from '../session';
import styles from './Frame.module.css';
import { shell } from './messages';
import type { NavEntry } from './navigation';
import { useConnectionLost } from './useConnection';

interface Props {
  here: NavEntry | undefined;
  bench: Workbench | undefined;
  onSearch: () => void;
}

function Due({ bench }: { bench: Workbench }) {
  const today = addresses.appeals.at({ sort: 'deadline_asc' });
  return (
    <span className={styles['due']}>
      {bench.dueToday > 0 ? (
        <To place={today} style={{ color: 'var(--yellow)' }}>
          ▲ {shell.dueToday(bench.dueToday)}
        </To>
      ) : (
        <span style={{ color: 'var(--text-soft)' }}>{shell.nothingDue}</span>
      )}
      {bench.overdue > 0 && (
        <To
          place={addresses.appeals.at({ light: 'red', sort: 'deadline_asc' })}
          style={{ color: 'var(--red)' }}
        >
          ■ {shell.overdue(bench.overdue)}
        </To>
      )}
    </span>
  );
}

function Database() {
  const session = useSession();
  const lost = useConnectionLost();
  const kind = shell.engine[session.engine];
  return (
    <Tooltip title={`${kind}数据库 ${session.databaseName}，${lost ? shell.lost : shell.connected}`}>
      <span className={styles['database']} data-testid="database-name">
        <span className={styles['state']} data-lost={lost} />
        {kind}：{session.databaseName}
        {lost && `（${shell.lost}）`}
      </span>
    </Tooltip>
  );
}

export function TopBar({ here, bench, onSearch }: Props) {
  const session = useSession();
  return (
    <header className={styles['top']}>
      <span className={styles['where']}>{here ? shell.pages[here.id] : common.product}</span>
      <button type="button" className={styles['search']} onClick={onSearch}>
        <SearchOutlined />
        <span>{shell.searchBox}</span>
        <kbd>{SHORTCUTS.palette.keys}</kbd>
      </button>
      {bench && <Due bench={bench} />}
      <Database />
      <span title={count(session.appeals)}>
        <UserOutlined /> {shell.account(session.accountName, terms.Role[session.role])}
      </span>
    </header>
  );
}
