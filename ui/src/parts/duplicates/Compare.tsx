import { Flex, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { terms, type DuplicateSide } from '../../ipc';
import { common, count } from '../../messages';
import { FoldText } from '../FoldText';
import { When } from '../When';
import styles from './Compare.module.css';
import { duplicateWords as said } from './messages';

type Fact = keyof typeof said.fact;

/** Those that differ by nature, so that marking them says nothing. */
const ALWAYS: readonly Fact[] = ['number'];

const partiesOf = (side: DuplicateSide): string =>
  side.parties.map((one) => [one.name, one.phone].filter(Boolean).join(' ')).join('；');

/** What both sides are compared by, as plain words. */
const plain = (side: DuplicateSide): Record<Fact, string> => ({
  text: side.text,
  number: side.row.number,
  title: side.row.title,
  state: side.row.state,
  received: side.row.receivedAt,
  channel: side.row.channel,
  division: [side.row.town, side.row.village].filter(Boolean).join(' '),
  place: side.place ?? '',
  category: side.row.categoryName,
  handler: side.row.handler ?? '',
  people: String(side.row.peopleConcerned),
  parties: partiesOf(side),
});

/** The facts in which two appeals differ. */
export function differing(one: DuplicateSide, other: DuplicateSide): Set<Fact> {
  const [a, b] = [plain(one), plain(other)];
  return new Set((Object.keys(a) as Fact[]).filter((fact) => !ALWAYS.includes(fact) && a[fact] !== b[fact]));
}

const ORDER: readonly Fact[] = [
  'number',
  'title',
  'state',
  'received',
  'channel',
  'division',
  'place',
  'category',
  'handler',
  'people',
  'parties',
];

function shown(side: DuplicateSide, fact: Fact): ReactNode {
  if (fact === 'state') return <Tag>{terms.AppealState[side.row.state]}</Tag>;
  if (fact === 'received') return <When time={side.row.receivedAt} />;
  if (fact === 'channel') return terms.Channel[side.row.channel];
  if (fact === 'people') return count(side.row.peopleConcerned);
  return plain(side)[fact] || common.none;
}

interface SideProps {
  title: ReactNode;
  side: DuplicateSide;
  differs: ReadonlySet<Fact>;
}

function Side({ title, side, differs }: SideProps) {
  return (
    <section className={styles['side']} aria-label={typeof title === 'string' ? title : undefined}>
      <Typography.Title level={5}>{title}</Typography.Title>
      <FoldText text={side.text} rows={6} />
      <dl className={styles['facts']}>
        {ORDER.map((fact) => (
          <div key={fact} className={styles['fact']} data-differs={differs.has(fact)}>
            <dt>
              {said.fact[fact]}
              {differs.has(fact) && (
                <span className={styles['mark']} title={said.differs} aria-label={said.differs}>
                  ≠
                </span>
              )}
            </dt>
            <dd>{shown(side, fact)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface Props {
  one: DuplicateSide;
  other: DuplicateSide;
  /** What stands over each side. */
  titles: readonly [ReactNode, ReactNode];
}

/** Two appeals side by side, with what differs marked. */
export function Compare({ one, other, titles }: Props) {
  const differs = differing(one, other);
  return (
    <Flex gap={24} align="flex-start" data-testid="duplicate-compare">
      <Side title={titles[0]} side={one} differs={differs} />
      <Side title={titles[1]} side={other} differs={differs} />
    </Flex>
  );
}
