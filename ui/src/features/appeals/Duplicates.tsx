import { Button, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import { terms, type DuplicateCandidate, type DuplicateState } from '../../ipc';
import { ErrorNote, useDuplicates } from '../../parts';
import { DuplicateDialog } from './DuplicateDialog';
import { words } from './messages';

const said = words.duplicates;
const COLOUR: Readonly<Record<DuplicateState, string>> = {
  proposed: 'gold',
  merged: 'blue',
  dismissed: 'default',
};

function Row({ candidate, onOpen }: { candidate: DuplicateCandidate; onOpen: () => void }) {
  const { other, reasons, score, state } = candidate;
  return (
    <li data-testid="duplicate-row" style={{ marginBottom: 8 }}>
      <Flex gap={8} align="baseline" wrap>
        <Tag color={COLOUR[state]}>
          {state === 'proposed' ? said.score(score) : terms.DuplicateState[state]}
        </Tag>
        <span style={{ flex: 1 }}>
          {other.row.number} {other.row.title}
        </span>
        <Button size="small" data-testid="duplicate-open" onClick={onOpen}>
          {said.open}
        </Button>
      </Flex>
      <Typography.Text type="secondary">
        {reasons.map(({ code }) => terms.DuplicateReason[code]).join('、')}
      </Typography.Text>
    </li>
  );
}

/** What an appeal may repeat or was merged with; nothing at all where there is nothing. */
export function Duplicates({ id }: { id: string }) {
  const query = useDuplicates(id);
  const [opened, setOpened] = useState<string | null>(null);
  const review = query.data;
  if (query.error) return <ErrorNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!review || review.candidates.length === 0) return null;
  const candidate = review.candidates.find(({ other }) => other.row.id === opened);
  return (
    <section data-testid="duplicates">
      <Typography.Title level={5}>{said.title}</Typography.Title>
      <ul style={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {review.candidates.map((one) => (
          <Row key={one.other.row.id} candidate={one} onOpen={() => setOpened(one.other.row.id)} />
        ))}
      </ul>
      {candidate && <DuplicateDialog review={review} candidate={candidate} onClose={() => setOpened(null)} />}
    </section>
  );
}
