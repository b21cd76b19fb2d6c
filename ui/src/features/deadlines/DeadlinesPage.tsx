import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Flex, Skeleton, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { call, commands, keys, terms, type Light, type PendingExtension, type Reminder } from '../../ipc';
import { common, count, hasHour, shortDay, shortTime } from '../../messages';
import { EmptyState, ErrorNote, ExtensionAnswer, LightTag, limitWords } from '../../parts';
import { addresses, To, type Place } from '../../routing';
import { words } from './messages';

const placeOf = ({ entity, id, consultationId }: Reminder): Place =>
  entity === 'case'
    ? addresses.cases.at({ open: id })
    : entity === 'action'
      ? addresses.consultations.at(consultationId ? { open: consultationId } : {})
      : addresses.appeals.at({ open: id });

function Row({ reminder }: { reminder: Reminder }) {
  return (
    <Flex gap={8} align="baseline">
      <Tag>{terms.Entity[reminder.entity]}</Tag>
      <To place={placeOf(reminder)}>
        {reminder.number} {reminder.title}
      </To>
      <Typography.Text type="secondary" style={{ marginInlineStart: 'auto', whiteSpace: 'nowrap' }}>
        {hasHour(reminder.dueAt) ? shortTime(reminder.dueAt) : shortDay(reminder.deadline)}
      </Typography.Text>
    </Flex>
  );
}

function Waiting({ waiting }: { waiting: PendingExtension }) {
  const { request, entity, id, deadline, granted } = waiting;
  const place = entity === 'case' ? addresses.cases.at({ open: id }) : addresses.appeals.at({ open: id });
  return (
    <Flex gap={12} align="center" wrap>
      <div style={{ flex: '1 1 320px' }}>
        <Tag>{terms.Entity[entity]}</Tag>
        <To place={place}>
          {waiting.number} {waiting.title}
        </To>
        <div>{words.from(request.askedBy, limitWords(request.more), request.reason)}</div>
        <Typography.Text type="secondary">
          {words.moves(
            deadline ? shortDay(deadline) : common.none,
            granted ? shortDay(granted) : words.unknown,
          )}
        </Typography.Text>
      </div>
      <ExtensionAnswer entity={entity} request={request} />
    </Flex>
  );
}

interface GroupProps {
  title: string;
  /** What its colour would be in a list. */
  light?: Light;
  total: number;
  children: ReactNode[];
  testId: string;
}

function Group({ title, light, total, children, testId }: GroupProps) {
  if (total === 0) return null;
  const counted = words.counted(title, count(total));
  const rest = total - children.length;
  return (
    <Card
      size="small"
      title={light ? <LightTag light={light}>{counted}</LightTag> : counted}
      data-testid={testId}
    >
      <Flex vertical gap={8}>
        {children}
        {rest > 0 && <Typography.Text type="secondary">{words.more(count(rest))}</Typography.Text>}
      </Flex>
    </Card>
  );
}

const rows = (list: readonly Reminder[]) =>
  list.map((reminder) => <Row key={reminder.id} reminder={reminder} />);
const waits = (list: readonly PendingExtension[]) =>
  list.map((waiting) => <Waiting key={waiting.request.id} waiting={waiting} />);

/** 期限提醒: what waits for this person's approval, what is late, due and soon due. */
export default function DeadlinesPage() {
  const query = useQuery({ queryKey: keys.reminders, queryFn: () => call(commands.reminders()) });
  const told = query.data;
  const nothing =
    told &&
    told.overdueCount + told.dueCount + told.soonCount + told.toDecide.length + told.asked.length === 0;
  return (
    <Flex
      vertical
      gap={12}
      style={{ padding: 16, maxWidth: 960, overflow: 'auto' }}
      data-testid="page-deadlines"
    >
      <Typography.Title level={4} style={{ margin: 0 }}>
        {words.title}
      </Typography.Title>
      <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
      {query.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {told?.workingDay === false && <Alert type="info" showIcon title={words.dayOff} />}
      {nothing && <EmptyState title={words.none} hint={words.noneHint} />}
      {told && (
        <>
          <Group title={words.toDecide} total={told.toDecide.length} testId="deadlines-to-decide">
            {waits(told.toDecide)}
          </Group>
          <Group title={words.asked} total={told.asked.length} testId="deadlines-asked">
            {waits(told.asked)}
          </Group>
          <Group
            title={told.until === told.today ? words.due : words.dueUntil(shortDay(told.until))}
            light="yellow"
            total={told.dueCount}
            testId="deadlines-due"
          >
            {rows(told.due)}
          </Group>
          <Group title={words.overdue} light="red" total={told.overdueCount} testId="deadlines-overdue">
            {rows(told.overdue)}
          </Group>
          <Group title={words.soon} light="yellow" total={told.soonCount} testId="deadlines-soon">
            {rows(told.soon)}
          </Group>
        </>
      )}
    </Flex>
  );
}
