import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Card, Descriptions, Flex, InputNumber, Typography } from 'antd';
import { useState } from 'react';
import { commands, terms } from '../../ipc';
import { common, count, fullDay } from '../../messages';
import { Act, useTell } from '../../parts';
import { useSession } from '../../session';
import { runTask } from '../../tasks';
import { DeadlineCheckCard } from './DeadlineCheckCard';
import { words } from './messages';

const WORDS = words.database;
const USUAL_APPEALS = 3000;
const MOST_APPEALS = 1_000_000;

function Demo() {
  const { appeals, mayUse } = useSession();
  const tell = useTell();
  const client = useQueryClient();
  const [wanted, setWanted] = useState(USUAL_APPEALS);
  const load = useMutation({
    mutationFn: () => runTask(WORDS.demoTask, (task) => commands.demoLoad(wanted, task)),
    onSuccess: () => {
      tell.done(WORDS.demoDone);
      return client.invalidateQueries();
    },
    onError: tell.failed,
  });
  const why = !mayUse.includes('load_demo') ? common.notAllowed : appeals > 0 ? WORDS.notEmpty : null;
  return (
    <Card title={WORDS.demo} style={{ flex: '1 1 320px', maxWidth: 480 }}>
      <Typography.Paragraph type="secondary">{WORDS.demoNote}</Typography.Paragraph>
      <Flex gap={8} align="center" wrap>
        <span>{WORDS.demoCount}</span>
        <InputNumber
          aria-label={WORDS.demoCount}
          style={{ width: 140 }}
          min={1}
          max={MOST_APPEALS}
          precision={0}
          value={wanted}
          disabled={why !== null || load.isPending}
          onChange={(n) => setWanted(n ?? USUAL_APPEALS)}
        />
        <Act why={why} loading={load.isPending} onClick={() => load.mutate()}>
          {WORDS.demoLoad}
        </Act>
      </Flex>
    </Card>
  );
}

/** 数据库: which one, of which version, and loading demonstration data. */
export function DatabaseTab() {
  const session = useSession();
  return (
    <Flex gap={24} wrap align="flex-start">
      <Descriptions
        bordered
        column={1}
        size="small"
        style={{ flex: '1 1 420px', maxWidth: 640, background: 'var(--surface)' }}
        items={[
          { key: 'engine', label: WORDS.engine, children: WORDS.engines[session.engine] },
          { key: 'name', label: WORDS.name, children: session.databaseName },
          {
            key: 'account',
            label: WORDS.account,
            children: `${session.accountName}（${terms.Role[session.role]}）`,
          },
          { key: 'appeals', label: WORDS.appeals, children: count(session.appeals) },
          { key: 'schema', label: WORDS.schema, children: session.schemaVersion },
          { key: 'program', label: WORDS.program, children: session.appVersion },
          { key: 'today', label: WORDS.today, children: fullDay(session.today) },
          {
            key: 'folder',
            label: WORDS.folder,
            children: <Typography.Text copyable>{session.exportFolder}</Typography.Text>,
          },
        ]}
      />
      <DeadlineCheckCard />
      <Demo />
    </Flex>
  );
}
