import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Card, Flex, Typography } from 'antd';
import { call, commands, terms, type DeadlineCheck } from '../../ipc';
import { common, count, shortDay, shortTime } from '../../messages';
import { Act, useTell } from '../../parts';
import { useMay } from '../../session';
import { words } from './messages';

const WORDS = words.deadlines;
const NAMED = 20;

function Found({ found }: { found: DeadlineCheck }) {
  if (found.drifted === 0) return <Alert type="success" showIcon title={WORDS.right} />;
  const day = (value: string | null) => (value ? shortDay(value) : common.none);
  const time = (value: string | null) => (value ? shortTime(value) : common.none);
  return (
    <Alert
      type="warning"
      showIcon
      title={WORDS.drifted(count(found.drifted))}
      description={found.first.slice(0, NAMED).map((drift) => (
        <div key={drift.id}>
          {terms.Entity[drift.entity]} {drift.name}：
          {drift.moments
            ? WORDS.differs(time(drift.moments.stored), time(drift.moments.reckoned))
            : WORDS.differs(day(drift.stored), day(drift.reckoned))}
        </div>
      ))}
    />
  );
}

/** 核对期限: whether each stored deadline is what follows from its log; and reckoning them anew. */
export function DeadlineCheckCard() {
  const mayCheck = useMay('verify_audit');
  const mayMend = useMay('edit_limits');
  const tell = useTell();
  const client = useQueryClient();
  const check = useMutation({ mutationFn: () => call(commands.deadlineCheck()), onError: tell.failed });
  const mend = useMutation({
    mutationFn: () => call(commands.deadlineReckon()),
    onSuccess: ({ drifted }) => {
      tell.done(WORDS.mended(count(drifted)));
      check.mutate();
      return client.invalidateQueries();
    },
    onError: tell.failed,
  });
  const nothing = check.data && check.data.drifted > 0 ? null : WORDS.checkFirst;
  return (
    <Card title={WORDS.title} style={{ flex: '1 1 320px', maxWidth: 480 }}>
      <Typography.Paragraph type="secondary">{WORDS.note}</Typography.Paragraph>
      <Flex gap={8} wrap style={{ marginBottom: 8 }}>
        <Act
          why={mayCheck ? null : common.notAllowed}
          loading={check.isPending}
          data-testid="deadline-check"
          onClick={() => check.mutate()}
        >
          {WORDS.check}
        </Act>
        <Act
          why={mayMend ? nothing : common.notAllowed}
          loading={mend.isPending}
          data-testid="deadline-reckon"
          onClick={() => mend.mutate()}
        >
          {WORDS.reckon}
        </Act>
      </Flex>
      {check.data && <Found found={check.data} />}
    </Card>
  );
}
