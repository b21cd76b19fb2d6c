import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import type { UseCase } from '../../ipc';
import { addresses, useAddress, type SettingsTab } from '../../routing';
import { useSession } from '../../session';
import { AuditTab } from './AuditTab';
import { CalendarTab } from './CalendarTab';
import { DatabaseTab } from './DatabaseTab';
import { DirectoryTab } from './DirectoryTab';
import { LimitsTab } from './LimitsTab';
import { LookTab } from './LookTab';
import { words } from './messages';
import { PermissionsTab } from './PermissionsTab';
import { RulesTab } from './rules/RulesTab';
import styles from './Settings.module.css';

const TABS: readonly { key: SettingsTab; content: ReactNode; needs?: UseCase }[] = [
  { key: 'look', content: <LookTab /> },
  { key: 'calendar', content: <CalendarTab />, needs: 'view_directory' },
  { key: 'limits', content: <LimitsTab />, needs: 'view_directory' },
  { key: 'rules', content: <RulesTab />, needs: 'edit_rules' },
  { key: 'directory', content: <DirectoryTab />, needs: 'view_directory' },
  { key: 'permissions', content: <PermissionsTab /> },
  { key: 'audit', content: <AuditTab />, needs: 'view_audit' },
  { key: 'database', content: <DatabaseTab /> },
];

/** 设置 */
export default function SettingsPage() {
  const [at, setAt] = useAddress(addresses.settings);
  const { mayUse } = useSession();
  return (
    <div className={styles['page']} data-testid="page-settings">
      <Tabs
        className={styles['tabs'] ?? ''}
        activeKey={at.tab ?? 'look'}
        destroyOnHidden
        onChange={(tab) => setAt({ tab: tab as SettingsTab, year: undefined, text: undefined })}
        items={TABS.filter(({ needs }) => !needs || mayUse.includes(needs)).map(({ key, content }) => ({
          key,
          label: <span data-testid={`settings-tab-${key}`}>{words.tabs[key]}</span>,
          children: <div className={styles['tab']}>{content}</div>,
        }))}
      />
    </div>
  );
}
