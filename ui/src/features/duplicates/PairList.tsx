import { Flex, Tag } from 'antd';
import { useEffect, useRef } from 'react';
import type { DuplicatePair } from '../../ipc';
import { shortDay, dayOf } from '../../messages';
import styles from './Duplicates.module.css';
import { words } from './messages';

/** What a pair is called in the address. */
export const keyOf = (pair: DuplicatePair): string => `${pair.earlier.id}_${pair.later.id}`;

interface Props {
  pairs: readonly DuplicatePair[];
  open: string | undefined;
  hasMore: boolean;
  onOpen: (key: string) => void;
  onMore: () => void;
}

/** The pairs that wait, the likeliest first. */
export function PairList({ pairs, open, hasMore, onOpen, onMore }: Props) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  return (
    <ul
      ref={list}
      className={styles['pairs']}
      data-testid="duplicates-list"
      onScroll={({ currentTarget: box }) => {
        if (hasMore && box.scrollHeight - box.scrollTop - box.clientHeight < 400) onMore();
      }}
    >
      {pairs.map((pair) => {
        const key = keyOf(pair);
        return (
          <li key={key}>
            <button
              type="button"
              className={styles['pair']}
              aria-current={key === open}
              data-testid="duplicates-pair"
              onClick={() => onOpen(key)}
            >
              <Flex gap={8} align="baseline">
                <Tag color="gold" className={styles['score'] ?? ''}>
                  {words.score(pair.score)}
                </Tag>
                <span className={styles['pairTitle']}>{pair.later.title}</span>
              </Flex>
              <span className={styles['soft']}>
                {`${shortDay(dayOf(pair.earlier.receivedAt))} · ${shortDay(dayOf(pair.later.receivedAt))}`}
                {pair.later.village && ` · ${pair.later.village}`}
              </span>
              <span className={styles['reason']}>
                {pair.reasons.map(({ sentence }) => sentence).join('')}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
