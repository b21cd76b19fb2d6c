import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Skeleton, Switch, Table, Tag, Typography, type TableProps } from 'antd';
import { useState } from 'react';
import { call, commands, keys, type TriageRule } from '../../../ipc';
import { common } from '../../../messages';
import { Act, EmptyState, ErrorNote } from '../../../parts';
import { useMay } from '../../../session';
import styles from '../Settings.module.css';
import { DutyListsDialog } from './DutyListsDialog';
import { words } from './messages';
import { RuleDialog } from './RuleDialog';
import { useSavingRule } from './saving';

/** Agencies that a rule names and this county doesn't have. */
function Unresolved({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <div>
      <Tag color="gold">{words.unresolved(names.join('、'))}</Tag>
    </div>
  );
}

/** 研判规则: in the order in which they count, each with its conditions and conclusions in words. */
export function RulesTab() {
  const why = useMay('edit_rules') ? null : common.notAllowed;
  const rules = useQuery({ queryKey: keys.triageRules, queryFn: () => call(commands.triageRules()) });
  const saving = useSavingRule();
  const [edited, setEdited] = useState<TriageRule | 'new' | null>(null);
  const [lists, setLists] = useState(false);
  const columns: TableProps<TriageRule>['columns'] = [
    { title: words.column.priority, width: 80, align: 'right', render: (_, { rule }) => rule.priority },
    {
      title: words.column.name,
      width: 200,
      render: (_, one) => (
        <Button
          type="link"
          size="small"
          style={{ height: 'auto', padding: 0, textAlign: 'left', whiteSpace: 'normal' }}
          data-testid="rule-edit"
          onClick={() => setEdited(one)}
        >
          {one.rule.name}
        </Button>
      ),
    },
    { title: words.column.when, render: (_, { when }) => when },
    {
      title: words.column.then,
      render: (_, { then, unresolved }) => (
        <>
          {then}
          <Unresolved names={unresolved} />
        </>
      ),
    },
    {
      title: words.column.active,
      width: 80,
      render: (_, { rule }) => (
        <Switch
          size="small"
          aria-label={words.switch(rule.name)}
          checked={rule.active}
          loading={saving.isPending && saving.variables.id === rule.id}
          disabled={why !== null}
          onChange={(active) => saving.mutate({ ...rule, active })}
        />
      ),
    },
  ];
  return (
    <div className={styles['full']} data-testid="settings-rules">
      <Flex gap={8} align="center" wrap>
        <Act type="primary" why={why} data-testid="rule-new" onClick={() => setEdited('new')}>
          {words.add}
        </Act>
        <Act why={why} onClick={() => setLists(true)}>
          {words.lists.title}
        </Act>
        <Typography.Text type="secondary" style={{ flex: 1, minWidth: 320 }}>
          {words.note}
        </Typography.Text>
      </Flex>
      <ErrorNote error={rules.error} onRetry={() => void rules.refetch()} />
      {rules.isPending && <Skeleton active />}
      {rules.data && (
        <Table<TriageRule>
          size="small"
          rowKey={({ id }) => id}
          columns={columns}
          dataSource={rules.data}
          pagination={false}
          locale={{ emptyText: <EmptyState title={words.empty} hint={words.emptyHint} /> }}
        />
      )}
      {edited && (
        <RuleDialog
          key={edited === 'new' ? 'new' : edited.id}
          rule={edited === 'new' ? null : edited.rule}
          onClose={() => setEdited(null)}
        />
      )}
      {lists && <DutyListsDialog onClose={() => setLists(false)} />}
    </div>
  );
}
