import { Modal, Skeleton } from 'antd';
import { useState } from 'react';
import type { AppealState, DuplicateCandidate, Level } from '../../ipc';
import { common, count } from '../../messages';
import { AgencyPicker, CategoryPicker, ErrorNote, ReasonDialog } from '../../parts';
import { addresses, To } from '../../routing';
import { useMay } from '../../session';
import { Finished } from './Finished';
import { Foot, type Key } from './Foot';
import { Matter } from './Matter';
import { words } from './messages';
import { handlerAt } from './outcome';
import { PassDialog } from './PassDialog';
import { Proposed } from './Proposed';
import styles from './Triage.module.css';
import { outcomeWords, useTriage } from './useTriage';

const CLOSED: readonly AppealState[] = ['done', 'called_back', 'archived'];
type Asking = { what: 'category' | 'lead' | 'pass' } | { what: 'merge'; into: DuplicateCandidate };

/** 逐件研判: one appeal after the other, each with what is proposed for it; one key decides. */
export default function TriagePage() {
  const triage = useTriage();
  const may = useMay('judge_appeal');
  const [asking, setAsking] = useState<Asking | null>(null);
  const { card, chosen, settled } = triage;
  const close = () => setAsking(null);
  const first = card?.repeats[0];

  const why = !may
    ? common.notAllowed
    : !card
      ? common.loading
      : settled
        ? words.decided(outcomeWords(settled))
        : null;
  const whyLevel = (level: Level) =>
    why ?? (card && level !== 'small' && !handlerAt(card, level, chosen) ? words.needsLead : null);
  const merge = (into: DuplicateCandidate) => {
    // Nobody works any more on what is closed: that needs a reason.
    if (CLOSED.includes(into.other.row.state)) setAsking({ what: 'merge', into });
    else triage.merge(into.other.row.id, null);
  };
  const proposed = card?.proposal.level.value;
  const keys: Key[] = [
    {
      id: 'triageAccept',
      run: () => proposed && triage.judge(proposed),
      why: proposed ? whyLevel(proposed) : why,
    },
    { id: 'triageSmall', run: () => triage.judge('small'), why: whyLevel('small') },
    { id: 'triageBig', run: () => triage.judge('big'), why: whyLevel('big') },
    { id: 'triageHard', run: () => triage.judge('hard'), why: whyLevel('hard') },
    { id: 'triageCategory', run: () => setAsking({ what: 'category' }), why },
    { id: 'triageLead', run: () => setAsking({ what: 'lead' }), why },
    { id: 'triageMerge', run: () => first && merge(first), why: why ?? (first ? null : words.noRepeat) },
    { id: 'triagePassOn', run: () => setAsking({ what: 'pass' }), why },
    { id: 'triageSkip', run: triage.skip, why: card ? null : common.loading },
    { id: 'triageNext', run: triage.skip, why: card ? null : common.loading, hidden: true },
    { id: 'triagePrevious', run: triage.back, why: triage.mayGoBack ? null : words.atFirst },
    { id: 'triageUndo', run: triage.undo, why: triage.mayUndo ? null : words.nothingToUndo },
  ];

  return (
    <div className={styles['page']} data-testid="page-triage">
      <div className={styles['head']}>
        <strong>{words.title}</strong>
        {!triage.ended && triage.total > 0 && (
          <span className={styles['progress']} data-testid="triage-progress">
            {words.progress(count(triage.at + 1), count(triage.total))}
          </span>
        )}
        <span className={styles['rest']}>
          <To place={addresses.appeals.at()}>{words.leave}</To>
        </span>
      </div>
      <ErrorNote error={triage.error} onRetry={triage.retry} />
      {triage.loading && (
        <div style={{ flex: 1, padding: 24 }}>
          <Skeleton active paragraph={{ rows: 8 }} />
        </div>
      )}
      {triage.ended && (
        <div style={{ flex: 1, overflow: 'auto' }}>
          <Finished outcomes={triage.outcomes} onAgain={triage.restart} />
        </div>
      )}
      {card && !triage.loading && (
        <div className={styles['body']} data-testid="triage-card" data-appeal={card.detail.row.id}>
          <Matter card={card} why={why} onMerge={merge} />
          <Proposed
            card={card}
            chosen={chosen}
            settled={settled ? outcomeWords(settled) : null}
            why={whyLevel}
            onLevel={triage.judge}
          />
        </div>
      )}
      <Foot keys={keys} />
      <Modal
        open={asking?.what === 'category' || asking?.what === 'lead'}
        title={asking?.what === 'lead' ? words.pickLead : words.pickCategory}
        footer={null}
        // The first thing that takes the focus is then the picker.
        closable={false}
        destroyOnHidden
        onCancel={close}
      >
        {asking?.what === 'category' && (
          <CategoryPicker
            autoFocus
            defaultOpen
            style={{ width: '100%' }}
            data-testid="triage-pick-category"
            onChange={(category: string) => {
              triage.choose({ category });
              close();
            }}
          />
        )}
        {asking?.what === 'lead' && (
          <AgencyPicker
            autoFocus
            defaultOpen
            style={{ width: '100%' }}
            data-testid="triage-pick-lead"
            onChange={(leadId) => {
              triage.choose({ leadId });
              close();
            }}
          />
        )}
      </Modal>
      {asking?.what === 'pass' && (
        <PassDialog
          handlerId={card?.detail.handlerId ?? null}
          busy={triage.busy}
          onClose={close}
          onPass={(agencyId, reason) => {
            close();
            triage.passOn(agencyId, reason);
          }}
        />
      )}
      <ReasonDialog
        open={asking?.what === 'merge'}
        title={words.mergeClosed}
        note={asking?.what === 'merge' ? words.mergeClosedNote(asking.into.other.row.number) : null}
        onCancel={close}
        onOk={(reason) => {
          if (asking?.what === 'merge') triage.merge(asking.into.other.row.id, reason);
          close();
        }}
      />
    </div>
  );
}
