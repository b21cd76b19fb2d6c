import { useQuery } from '@tanstack/react-query';
import { Skeleton, Tabs, Typography } from 'antd';
import { useState } from 'react';
import { call, commands, keys, terms, type AppealDetail } from '../../ipc';
import type { ShortcutId } from '../../keyboard';
import { common } from '../../messages';
import {
  Act,
  Attachments,
  attachmentWords,
  AttachZone,
  ErrorNote,
  SidePanel,
  useAttaching,
  useAttachments,
  type Holder,
} from '../../parts';
import { addresses, useGo } from '../../routing';
import { useMay } from '../../session';
import { AppealFacts } from './AppealFacts';
import { LEVELS, whyNot, type Judging } from './judging';
import { Life } from './Life';
import { words } from './messages';
import styles from './Panel.module.css';

const SHORTCUT = {
  small: 'judgeSmall',
  big: 'judgeBig',
  hard: 'judgeHard',
} as const satisfies Record<(typeof LEVELS)[number], ShortcutId>;

interface Props {
  id: string;
  wide: boolean;
  onWide: (wide: boolean) => void;
  onClose: () => void;
  judging: Judging;
}

function Next({ detail }: { detail: AppealDetail }) {
  const go = useGo();
  const mayConsult = useMay('create_consultation');
  const mayOpen = useMay('open_case');
  const { row, openMoves } = detail;
  if (row.level === 'big' && openMoves.includes('to_consultation')) {
    return (
      <Act
        type="primary"
        data-testid="appeal-create-consultation"
        why={mayConsult ? null : common.notAllowed}
        onClick={() => go(addresses.consultationForm.at({ appeals: [row.id] }))}
      >
        {words.toConsultation}
      </Act>
    );
  }
  if (row.level === 'hard' && openMoves.includes('to_case')) {
    return (
      <Act
        type="primary"
        data-testid="appeal-open-case"
        why={mayOpen ? null : common.notAllowed}
        onClick={() => go(addresses.caseForm.at({ appeals: [row.id] }))}
      >
        {words.toCase}
      </Act>
    );
  }
  return null;
}

function Actions({ detail, judging }: { detail: AppealDetail; judging: Judging }) {
  const go = useGo();
  const mayJudge = useMay('judge_appeal');
  const mayEdit = useMay('edit_appeal');
  const judged = detail.openMoves.includes('withdraw_judgement');
  return (
    <>
      <span style={{ alignSelf: 'center', color: 'var(--text-soft)' }}>{words.judgeAs}</span>
      {LEVELS.map((level) => (
        <Act
          key={level}
          data-testid={`judge-${level}`}
          shortcut={SHORTCUT[level]}
          why={mayJudge ? whyNot(detail, level) : common.notAllowed}
          loading={judging.busy}
          onClick={() => judging.judge(detail, level)}
        >
          {terms.Level[level]}
        </Act>
      ))}
      {/* After the levels, so that they don't move under the pointer. */}
      <Next detail={detail} />
      {judged && (
        <Act
          data-testid="appeal-withdraw"
          why={mayJudge ? null : common.notAllowed}
          loading={judging.busy}
          onClick={() => judging.withdraw(detail)}
        >
          {words.withdraw}
        </Act>
      )}
      <Act
        data-testid="appeal-edit"
        why={mayEdit ? null : common.notAllowed}
        onClick={() => go(addresses.appealForm.at({ edit: detail.row.id }))}
      >
        {words.edit}
      </Act>
    </>
  );
}

type Section = 'facts' | 'files' | 'life';

/** The record itself: side by side where there is room, else one section after the other. */
function Sections({ detail, wide }: { detail: AppealDetail; wide: boolean }) {
  const { id } = detail.row;
  const [section, setSection] = useState<Section>('facts');
  const holder: Holder = { entity: 'appeal', id, useCase: 'edit_appeal' };
  const attaching = useAttaching(holder);
  const files = useAttachments(holder);
  const attachments = <Attachments holder={holder} attaching={attaching} />;
  const items = [
    { key: 'facts', label: words.life.facts, children: <AppealFacts detail={detail} /> },
    { key: 'files', label: attachmentWords.count(files.data?.length ?? 0), children: attachments },
    { key: 'life', label: words.life.timeline, children: <Life id={id} /> },
  ];
  return (
    <AttachZone attaching={attaching}>
      {wide ? (
        <div className={styles['columns']}>
          <div>
            <AppealFacts detail={detail} columns={2} />
          </div>
          <div>
            <Typography.Title level={5} style={{ marginTop: 0 }}>
              {attachmentWords.title}
            </Typography.Title>
            {attachments}
            <Typography.Title level={5} style={{ marginTop: 20 }}>
              {words.life.timeline}
            </Typography.Title>
            <Life id={id} />
          </div>
        </div>
      ) : (
        <Tabs
          size="small"
          items={items}
          activeKey={section}
          onChange={(key) => setSection(key as Section)}
          data-testid="appeal-sections"
        />
      )}
    </AttachZone>
  );
}

/** One appeal beside the list: judged here with one key, and led on to a consultation or a case. */
export function AppealPanel({ id, wide, onWide, onClose, judging }: Props) {
  const query = useQuery({
    queryKey: keys.appeal.detail(id),
    queryFn: () => call(commands.appealDetail(id)),
  });
  const detail = query.data;
  const waits = detail?.row.level && detail.openMoves.includes('withdraw_judgement');
  return (
    <SidePanel
      data-testid="appeal-panel"
      title={detail ? <span data-testid="appeal-title">{detail.row.title}</span> : common.loading}
      wide={wide}
      onWide={onWide}
      onClose={onClose}
      actions={detail && <Actions detail={detail} judging={judging} />}
    >
      {query.isPending && <Skeleton active />}
      <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
      {waits && detail.row.level && (
        <Typography.Paragraph type="secondary">{words.nextStep[detail.row.level]}</Typography.Paragraph>
      )}
      {detail && <Sections detail={detail} wide={wide} />}
    </SidePanel>
  );
}
