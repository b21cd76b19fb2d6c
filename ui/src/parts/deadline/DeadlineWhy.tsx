import { Button, Popover, Typography } from 'antd';
import { useState } from 'react';
import type { Derivation, Entity } from '../../ipc';
import { ErrorNote } from '../ErrorNote';
import { useDerivation } from './useDeadline';
import { deadline as words } from './words';

/** A deadline in words, one line for each thing that made it. */
function Story({ derivation }: { derivation: Derivation }) {
  if (derivation.missingYear !== null) return <>{words.wanting(derivation.missingYear)}</>;
  if (derivation.steps.length === 0) return <>{words.none}</>;
  return (
    <ol style={{ margin: 0, paddingInlineStart: 20 }}>
      {derivation.steps.map((step) => (
        <li key={step.sentence}>{step.sentence}</li>
      ))}
    </ol>
  );
}

/** Tells, when asked, how a deadline comes about. */
export function DeadlineWhy({ entity, id }: { entity: Entity; id: string }) {
  const [open, setOpen] = useState(false);
  const query = useDerivation(entity, id, open);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={words.why}
      open={open}
      onOpenChange={setOpen}
      content={
        <Typography.Paragraph style={{ maxWidth: 420, margin: 0 }} data-testid="deadline-story">
          <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
          {query.data && <Story derivation={query.data} />}
        </Typography.Paragraph>
      }
    >
      <Button type="link" size="small" style={{ paddingInline: 0 }} data-testid="deadline-why">
        {words.why}
      </Button>
    </Popover>
  );
}
