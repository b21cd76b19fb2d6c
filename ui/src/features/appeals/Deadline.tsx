import { Button, Popover, Space, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { AppealDetail, Derivation } from '../../ipc';
import { common, shortTime } from '../../messages';
import { Act, DaysLeft, ErrorNote, ReasonDialog } from '../../parts';
import { useMay } from '../../session';
import { useDerivation, useTurn } from './clock';
import { ExtendDialog } from './ExtendDialog';
import { words } from './messages';

/** A deadline in words, one line for each thing that made it. */
function Story({ derivation }: { derivation: Derivation }) {
  if (derivation.missingYear !== null) return <>{words.clock.wanting(derivation.missingYear)}</>;
  if (derivation.steps.length === 0) return <>{words.clock.none}</>;
  return (
    <ol style={{ margin: 0, paddingInlineStart: 20 }}>
      {derivation.steps.map((step) => (
        <li key={step.sentence}>{step.sentence}</li>
      ))}
    </ol>
  );
}

function Buttons({ detail, derivation }: { detail: AppealDetail; derivation: Derivation }) {
  const may = useMay('keep_clock');
  const [asking, setAsking] = useState<'pause' | 'extend' | null>(null);
  const close = () => setAsking(null);
  const turn = useTurn(detail, close);
  const paused = derivation.pausedSince !== null;
  const running = derivation.lastDay !== null || paused;
  const notAllowed = may ? null : common.notAllowed;
  const stands = running ? null : words.clock.notRunning;
  const { mostDays } = derivation;
  return (
    <Space size={4} wrap>
      {paused ? (
        <Act
          size="small"
          data-testid="clock-resume"
          why={notAllowed}
          loading={turn.isPending}
          onClick={() => turn.mutate({ kind: 'resume' })}
        >
          {words.clock.resume}
        </Act>
      ) : (
        <Act
          size="small"
          data-testid="clock-pause"
          why={notAllowed ?? stands}
          onClick={() => setAsking('pause')}
        >
          {words.clock.pause}
        </Act>
      )}
      <Act
        size="small"
        data-testid="clock-extend"
        why={notAllowed ?? stands ?? (mostDays === null ? words.clock.once : null)}
        onClick={() => setAsking('extend')}
      >
        {words.clock.extend}
      </Act>
      <ReasonDialog
        open={asking === 'pause'}
        title={words.clock.pause}
        note={words.clock.pauseNote}
        busy={turn.isPending}
        onOk={(reason) => turn.mutate({ kind: 'pause', reason })}
        onCancel={close}
        testIds={{ reason: 'clock-reason', confirm: 'clock-reason-confirm' }}
      />
      {asking === 'extend' && mostDays !== null && (
        <ExtendDialog
          most={mostDays}
          busy={turn.isPending}
          onOk={(extension) => turn.mutate({ kind: 'extend', extension })}
          onClose={close}
        />
      )}
    </Space>
  );
}

/** The deadline, how it comes about, and what can be done to it while the matter is open. */
export function Deadline({ detail }: { detail: AppealDetail }) {
  const { row } = detail;
  const query = useDerivation(row.id);
  const derivation = query.data;
  const open = !['done', 'called_back', 'archived'].includes(row.state);
  return (
    <Space orientation="vertical" size={4}>
      <Space size={8} wrap>
        {derivation?.pausedSince ? (
          <Tag data-testid="clock-paused">{words.clock.paused(shortTime(derivation.pausedSince))}</Tag>
        ) : (
          <DaysLeft light={row.light} days={row.workingDaysLeft} deadline={row.deadline} />
        )}
        <Popover
          trigger="click"
          placement="bottomRight"
          title={words.clock.why}
          content={
            <Typography.Paragraph style={{ maxWidth: 420, margin: 0 }} data-testid="deadline-story">
              <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
              {derivation && <Story derivation={derivation} />}
            </Typography.Paragraph>
          }
        >
          <Button type="link" size="small" style={{ paddingInline: 0 }} data-testid="deadline-why">
            {words.clock.why}
          </Button>
        </Popover>
      </Space>
      {open && derivation && <Buttons detail={detail} derivation={derivation} />}
    </Space>
  );
}
