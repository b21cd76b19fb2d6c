import { Space, Tag } from 'antd';
import { useState } from 'react';
import type { AppealDetail, Derivation } from '../../ipc';
import { common, shortTime } from '../../messages';
import {
  Act,
  DaysLeft,
  DeadlineWhy,
  ExtensionAsk,
  ExtensionLines,
  ReasonDialog,
  useDerivation,
} from '../../parts';
import { useMay } from '../../session';
import { useTurn } from './clock';
import { words } from './messages';

function Buttons({ detail, derivation }: { detail: AppealDetail; derivation: Derivation }) {
  const may = useMay('keep_clock');
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  const turn = useTurn(detail, close);
  const paused = derivation.pausedSince !== null;
  const running = derivation.lastDay !== null || paused;
  const notAllowed = may ? null : common.notAllowed;
  const stands = running ? null : words.clock.notRunning;
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
          onClick={() => setAsking(true)}
        >
          {words.clock.pause}
        </Act>
      )}
      <ExtensionAsk
        entity="appeal"
        id={detail.row.id}
        version={detail.row.version}
        derivation={derivation}
        why={stands}
      />
      <ReasonDialog
        open={asking}
        title={words.clock.pause}
        note={words.clock.pauseNote}
        busy={turn.isPending}
        onOk={(reason) => turn.mutate({ kind: 'pause', reason })}
        onCancel={close}
        testIds={{ reason: 'clock-reason', confirm: 'clock-reason-confirm' }}
      />
    </Space>
  );
}

/** The deadline, how it comes about, and what can be done to it while the matter is open. */
export function Deadline({ detail }: { detail: AppealDetail }) {
  const { row } = detail;
  const query = useDerivation('appeal', row.id);
  const derivation = query.data;
  const open = !['done', 'called_back', 'archived'].includes(row.state);
  return (
    <Space orientation="vertical" size={4}>
      <Space size={8} wrap>
        {derivation?.pausedSince ? (
          <Tag data-testid="clock-paused">{words.clock.paused(shortTime(derivation.pausedSince))}</Tag>
        ) : (
          <DaysLeft light={row.light} days={row.workingDaysLeft} deadline={row.deadline} dueAt={row.dueAt} />
        )}
        <DeadlineWhy entity="appeal" id={row.id} />
      </Space>
      {open && derivation && <Buttons detail={detail} derivation={derivation} />}
      {derivation && <ExtensionLines entity="appeal" derivation={derivation} />}
    </Space>
  );
}
