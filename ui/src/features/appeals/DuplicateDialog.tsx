import { Descriptions, Flex, Modal, Tag, Typography } from 'antd';
import { useState } from 'react';
import { terms, type DuplicateCandidate, type DuplicateReview, type DuplicateSide } from '../../ipc';
import { common, count } from '../../messages';
import { Act, FoldText, ReasonDialog, When } from '../../parts';
import { useMay } from '../../session';
import { mergedOf, needsReason, useDeciding, whyNotMerge, type Decision } from './deciding';
import { words } from './messages';

const said = words.duplicates;

interface Props {
  review: DuplicateReview;
  candidate: DuplicateCandidate;
  onClose: () => void;
}

function Side({ title, side }: { title: string; side: DuplicateSide }) {
  const { row } = side;
  const facts = [
    [words.column.number, row.number],
    [words.column.title, row.title],
    [words.column.state, <Tag key="state">{terms.AppealState[row.state]}</Tag>],
    [words.column.received, <When key="received" time={row.receivedAt} />],
    [words.column.channel, terms.Channel[row.channel]],
    [words.division, [row.town, row.village].filter(Boolean).join(' ') || null],
    [words.place, side.place],
    [words.column.category, row.categoryName],
    [words.column.handler, row.handler],
    [words.column.people, count(row.peopleConcerned)],
    [
      words.parties,
      side.parties.map((one) => [one.name, one.phone].filter(Boolean).join(' ')).join('；') || null,
    ],
  ] as const;
  return (
    <section style={{ flex: 1, minWidth: 0 }} aria-label={title}>
      <Typography.Title level={5}>{title}</Typography.Title>
      <FoldText text={side.text} rows={6} />
      <Descriptions
        style={{ marginTop: 12 }}
        size="small"
        column={1}
        items={facts.map(([label, value]) => ({ key: label, label, children: value ?? common.none }))}
      />
    </section>
  );
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
      <Flex gap={24} align="flex-start">
        <Side title={said.thisOne} side={subject} />
        <Side title={said.otherOne} side={other} />
      </Flex>
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
