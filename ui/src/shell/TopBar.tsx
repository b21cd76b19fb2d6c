import { SearchOutlined, UserOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Tooltip } from 'antd';
import { call, commands, keys, terms } from '../ipc';
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
  onSearch: () => void;
}

const EVERY_MINUTE = 60_000;

/** What is due today, late, or waits for this person's approval; each opens the list behind it. */
function Due() {
  const { data } = useQuery({
    queryKey: keys.reminders,
    queryFn: () => call(commands.reminders()),
    refetchInterval: EVERY_MINUTE,
  });
  if (!data) return null;
  const place = addresses.deadlines.at({});
  return (
    <span className={styles['due']} data-testid="top-reminders">
      {data.dueCount > 0 ? (
        <To place={place} style={{ color: 'var(--yellow)' }}>
          ▲ {shell.dueToday(data.dueCount)}
        </To>
      ) : (
        <To place={place} style={{ color: 'var(--text-soft)' }}>
          {shell.nothingDue}
        </To>
      )}
      {data.overdueCount > 0 && (
        <To place={place} style={{ color: 'var(--red)' }}>
          ■ {shell.overdue(data.overdueCount)}
        </To>
      )}
      {data.toDecide.length > 0 && <To place={place}>{shell.toDecide(data.toDecide.length)}</To>}
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

export function TopBar({ here, onSearch }: Props) {
  const session = useSession();
  return (
    <header className={styles['top']}>
      <span className={styles['where']}>{here ? shell.pages[here.id] : common.product}</span>
      <button type="button" className={styles['search']} onClick={onSearch}>
        <SearchOutlined />
        <span>{shell.searchBox}</span>
        <kbd>{SHORTCUTS.palette.keys}</kbd>
      </button>
      <Due />
      <Database />
      <span title={count(session.appeals)}>
        <UserOutlined /> {shell.account(session.accountName, terms.Role[session.role])}
      </span>
    </header>
  );
}
