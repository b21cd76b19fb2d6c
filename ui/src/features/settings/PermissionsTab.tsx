import { useQuery } from '@tanstack/react-query';
import { Flex, Skeleton, Tag, Typography } from 'antd';
import { call, commands, keys, terms, type Scope } from '../../ipc';
import { common } from '../../messages';
import { ErrorNote } from '../../parts';
import { useSession } from '../../session';
import { words } from './messages';
import styles from './Settings.module.css';

const MARK: Readonly<Record<Scope, string>> = { all: '✓', own: '◐', none: '' };

/** Who may do what: use cases down, roles across. */
export function PermissionsTab() {
  const { role: mine } = useSession();
  const table = useQuery({ queryKey: keys.permissions, queryFn: () => call(commands.permissionTable()) });
  if (table.isPending) return <Skeleton active paragraph={{ rows: 12 }} />;
  if (!table.data) return <ErrorNote error={table.error} onRetry={() => void table.refetch()} />;
  const cases = table.data[0]?.cells.map(({ useCase }) => useCase) ?? [];
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary">{words.permissions.note}</Typography.Text>
      <table className={styles['matrix']}>
        <thead>
          <tr>
            <th scope="col">{words.permissions.useCase}</th>
            {table.data.map(({ role }) => (
              <th key={role} scope="col" data-mine={role === mine}>
                {terms.Role[role]} {role === mine && <Tag color="blue">{words.permissions.yours}</Tag>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cases.map((useCase) => (
            <tr key={useCase}>
              <th scope="row">{terms.UseCase[useCase]}</th>
              {table.data.map(({ role, cells }) => {
                const scope = cells.find((cell) => cell.useCase === useCase)?.scope ?? 'none';
                return (
                  <td key={role} data-scope={scope} data-mine={role === mine}>
                    {scope === 'none' ? common.none : `${MARK[scope]} ${terms.Scope[scope]}`}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Flex>
  );
}
