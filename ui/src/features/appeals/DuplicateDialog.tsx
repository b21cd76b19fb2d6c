import { Flex, Modal, Typography } from 'antd';
import { useState } from 'react';
import type { DuplicateCandidate, DuplicateReview } from '../../ipc';
import { common } from '../../messages';
import {
  Act,
  Compare,
  mergedOf,
  needsReason,
  ReasonDialog,
  useDeciding,
  whyNotMerge,
  type Decision,
} from '../../parts';
import { useMay } from '../../session';
import { words } from './messages';

const said = words.duplicates;

interface Props {
  review: DuplicateReview;
  candidate: DuplicateCandidate;
  onClose: () => void;
}

/** Two appeals side by side: one matter, or two? */
export function DuplicateDialog({ review, candidate, onClose }: Props) {
  const mayJudge = useMay('judge_appeal');
  const [asked, setAsked] = useState<Decision | null>(null);
  const deciding = useDeciding(review, () => {
    setAsked(null);
    onClose();
  });
  const { subject } = review;
  const { other } = candidate;
  const merged = mergedOf(subject, other);
  const why = (reason: string | null) => (mayJudge ? reason : common.notAllowed);
  const open = [
    <Act
      key="dismiss"
      data-testid="duplicate-dismiss"
      why={why(candidate.state === 'dismissed' ? said.alreadyDismissed : null)}
      onClick={() => setAsked({ kind: 'dismiss' })}
    >
      {said.dismiss}
    </Act>,
    <Act
      key="merge-other"
      data-testid="duplicate-merge-other"
      why={why(whyNotMerge(other, subject))}
      onClick={() => setAsked({ kind: 'merge', from: other, into: subject })}
    >
      {said.mergeOther}
    </Act>,
    <Act
      key="merge"
      type="primary"
      data-testid="duplicate-merge"
      why={why(whyNotMerge(subject, other))}
      onClick={() => setAsked({ kind: 'merge', from: subject, into: other })}
    >
      {said.merge}
    </Act>,
  ];
  return (
    <Modal
      open
      width={960}
      title={said.compare}
      onCancel={onClose}
      footer={
        merged ? (
          <Act
            data-testid="duplicate-split"
            why={why(null)}
            onClick={() => setAsked({ kind: 'split', merged })}
          >
            {said.split}
          </Act>
        ) : (
          <Flex justify="flex-end" gap={8}>
            {open}
          </Flex>
        )
      }
    >
      <Typography.Paragraph type="secondary">
        {said.score(candidate.score)} {candidate.reasons.map((reason) => reason.sentence).join('')}
      </Typography.Paragraph>
      <Compare one={subject} other={other} titles={[said.thisOne, said.otherOne]} />
      {asked && (
        <ReasonDialog
          open
          title={said.ask[asked.kind]}
          note={said.note[asked.kind]}
          optional={!needsReason(asked)}
          busy={deciding.isPending}
          onCancel={() => setAsked(null)}
          onOk={(reason) => deciding.mutate({ decision: asked, candidate, reason })}
          testIds={{ reason: 'duplicate-reason', confirm: 'duplicate-confirm' }}
        />
      )}
    </Modal>
  );
}
