import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Popover, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { call, commands, keys, terms, type LimitShown } from '../../ipc';
import { common, fullTime } from '../../messages';
import { Act, ErrorNote, limitWords } from '../../parts';
import { useMay } from '../../session';
import { LimitDialog } from './LimitDialog';
import { words } from './messages';

const WORDS = words.limits;

function History({ limit }: { limit: LimitShown }) {
  if (limit.history.length < 2) return <>{common.none}</>;
  return (
    <Popover
      trigger="click"
      title={WORDS.historyOf(limit.name)}
      content={limit.history.map((then) => (
        <div key={then.since ?? 'first'}>
          {then.since ? fullTime(then.since) : WORDS.first} · {limitWords(then.limit)} ·{' '}
          {WORDS.share(then.warnAtPercent)}
          {then.active ? '' : ` · ${WORDS.stopped}`}
        </div>
      ))}
    >
      <Button type="link" size="small" style={{ paddingInline: 0 }}>
        {WORDS.times(limit.history.length - 1)}
      </Button>
    </Popover>
  );
}

/** 时限: the table that deadlines are reckoned by. */
export function LimitsTab() {
  const why = useMay('edit_limits') ? null : common.notAllowed;
  const [edited, setEdited] = useState<LimitShown | null>(null);
  const limits = useQuery({ queryKey: keys.limits, queryFn: () => call(commands.limitList()) });
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary">{WORDS.note}</Typography.Text>
      <ErrorNote error={limits.error} onRetry={() => void limits.refetch()} />
      <Table<LimitShown>
        size="small"
        rowKey="code"
        pagination={false}
        loading={limits.isPending}
        dataSource={limits.data ?? []}
        data-testid="limits-table"
        columns={[
          {
            key: 'name',
            title: WORDS.name,
            render: (_, limit) => (
              <>
                {limit.name} {!limit.value.active && <Tag>{WORDS.stopped}</Tag>}
              </>
            ),
          },
          { key: 'limit', title: WORDS.limit, render: (_, { value }) => limitWords(value.limit) },
          { key: 'share', title: WORDS.warn, render: (_, { value }) => `${value.warnAtPercent}%` },
          { key: 'basis', title: WORDS.basis, render: (_, { value }) => terms.Basis[value.basis] },
          { key: 'source', title: WORDS.source, render: (_, { value }) => value.source },
          { key: 'history', title: WORDS.history, render: (_, limit) => <History limit={limit} /> },
          {
            key: 'edit',
            title: '',
            render: (_, limit) => (
              <Act
                size="small"
                why={why}
                data-testid={`limit-edit-${limit.code}`}
                onClick={() => setEdited(limit)}
              >
                {WORDS.edit}
              </Act>
            ),
          },
        ]}
      />
      {edited && <LimitDialog key={edited.code} limit={edited} onClose={() => setEdited(null)} />}
    </Flex>
  );
}
