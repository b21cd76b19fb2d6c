import { Flex, Radio, Skeleton, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { DuplicatePair, DuplicateSide } from '../../ipc';
import { common } from '../../messages';
import {
  Act,
  Compare,
  duplicateWords as said,
  ErrorNote,
  needsReason,
  ReasonDialog,
  useDuplicates,
  whyNotMerge,
} from '../../parts';
import { addresses, To } from '../../routing';
import { useMay } from '../../session';
import styles from './Duplicates.module.css';
import { words } from './messages';
import type { Taken } from './useQueue';

type Which = 'earlier' | 'later';

interface Props {
  pair: DuplicatePair;
  busy: boolean;
  onTake: (taken: Taken) => void;
  onUndo: (() => void) | null;
}

const title = (which: Which, side: DuplicateSide): ReactNode => (
  <Flex gap={8} align="baseline">
    {said.pair[which]}
    <To place={addresses.appeals.at({ open: side.row.id })}>{words.openAppeal}</To>
  </Flex>
);

/** One pair side by side, and what may be decided of it. */
export function PairView({ pair, busy, onTake, onUndo }: Props) {
  const query = useDuplicates(pair.later.id);
  const mayJudge = useMay('judge_appeal');
  const [picked, setPicked] = useState<Which | null>(null);
  const [asking, setAsking] = useState(false);
  const later = query.data?.subject;
  const candidate = query.data?.candidates.find(({ other }) => other.row.id === pair.earlier.id);
  const earlier = candidate?.other;

  // The one that came first is the original wherever that is possible.
  const blocked = earlier && later ? whyNotMerge(later, earlier) : null;
  const original: Which = picked ?? (blocked ? 'later' : 'earlier');
  const [from, into] = original === 'earlier' ? [later, earlier] : [earlier, later];
  const loaded = candidate && earlier && later && from && into;
  const why = (reason: string | null) =>
    !mayJudge ? common.notAllowed : loaded ? reason : query.isPending ? words.notLoaded : words.gone;
  const merge = (reason: string) => loaded && onTake({ kind: 'merge', from, into, reason });
  const wantsReason = loaded && needsReason({ kind: 'merge', from, into });
  return (
    <div className={styles['view']} data-testid="duplicates-view">
      <Flex gap={8} align="center" wrap className={styles['acts'] ?? ''}>
        <Act
          type="primary"
          shortcut="pairMerge"
          data-testid="duplicates-merge"
          loading={busy}
          why={why(from && into ? whyNotMerge(from, into) : null)}
          onClick={() => (wantsReason ? setAsking(true) : merge(''))}
        >
          {words.merge}
        </Act>
        <Act
          shortcut="pairDismiss"
          data-testid="duplicates-dismiss"
          why={busy ? words.notLoaded : why(null)}
          onClick={() => loaded && onTake({ kind: 'dismiss', subject: later, candidate })}
        >
          {words.dismiss}
        </Act>
        <Act
          shortcut="pairUndo"
          data-testid="duplicates-undo"
          why={onUndo ? null : words.nothingToUndo}
          onClick={() => onUndo?.()}
        >
          {words.undo}
        </Act>
        <label className={styles['original']}>
          <span className={styles['soft']}>{words.original}</span>
          <Radio.Group
            size="small"
            optionType="button"
            value={original}
            options={[
              { value: 'earlier', label: said.pair.earlier },
              { value: 'later', label: said.pair.later },
            ]}
            onChange={({ target }) => setPicked(target.value as Which)}
          />
        </label>
      </Flex>
      <Typography.Paragraph type="secondary">
        {words.score(pair.score)}：{pair.reasons.map(({ sentence }) => sentence).join('')}
      </Typography.Paragraph>
      <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
      {query.isPending && <Skeleton active />}
      {query.data && !loaded && <Typography.Text type="warning">{words.gone}</Typography.Text>}
      {loaded && (
        <Compare one={earlier} other={later} titles={[title('earlier', earlier), title('later', later)]} />
      )}
      {asking && (
        <ReasonDialog
          open
          title={said.ask.merge}
          note={said.note.merge}
          busy={busy}
          onCancel={() => setAsking(false)}
          onOk={(reason) => {
            setAsking(false);
            merge(reason);
          }}
          testIds={{ reason: 'duplicate-reason', confirm: 'duplicate-confirm' }}
        />
      )}
    </div>
  );
}
