import { Typography } from 'antd';
import { terms, type AppealRow, type AppealState } from '../../ipc';
import { common, count, fullDay, fullTime } from '../../messages';
import { DaysLeft, When, type Column } from '../../parts';
import { words } from './messages';

const titles = words.column;

const said = (key: keyof typeof titles, width: number, text: (row: AppealRow) => string | null) => ({
  key,
  title: titles[key],
  width,
  render: (row: AppealRow) => text(row) ?? common.none,
  text: (row: AppealRow) => text(row) ?? '',
});

const UNJUDGED: readonly AppealState[] = ['registered', 'deduplicated'];

/** 小事, 大事, 难事; that somebody has to judge it yet; or that it was closed elsewhere without a level. */
export const levelWords = ({ level, state }: Pick<AppealRow, 'level' | 'state'>): string =>
  level ? terms.Level[level] : UNJUDGED.includes(state) ? words.unjudged : words.noLevel;

/** The level's word; faint where there is none. */
export function LevelWord({ row }: { row: Pick<AppealRow, 'level' | 'state'> }) {
  return row.level ? (
    <strong>{levelWords(row)}</strong>
  ) : (
    <Typography.Text type="secondary">{levelWords(row)}</Typography.Text>
  );
}

/** How many people it tells of, and what counts where it was merged with others. */
export function peopleOf({ peopleConcerned: own, peopleCounted: counted }: AppealRow): string {
  if (own === counted) return count(own);
  return counted === 0 ? words.countedElsewhere(count(own)) : words.counted(count(own), count(counted));
}

/** Columns of the list. */
export const columns: readonly Column<AppealRow>[] = [
  { ...said('title', 260, (row) => row.title), fixed: true },
  {
    ...said('level', 90, levelWords),
    render: (row) => <LevelWord row={row} />,
  },
  said('state', 100, (row) => terms.AppealState[row.state]),
  {
    key: 'deadline',
    title: titles.deadline,
    width: 180,
    render: (row) => (
      <DaysLeft light={row.light} days={row.workingDaysLeft} deadline={row.deadline} dueAt={row.dueAt} />
    ),
    text: (row) => (row.deadline ? fullDay(row.deadline) : ''),
  },
  said('town', 100, (row) => row.town),
  said('handler', 130, (row) => row.handler),
  said('party', 90, (row) => row.partyName),
  {
    ...said('people', 90, (row) => count(row.peopleCounted)),
    align: 'right',
    sum: (row) => row.peopleCounted,
  },
  {
    key: 'received',
    title: titles.received,
    width: 160,
    render: (row) => <When time={row.receivedAt} />,
    text: (row) => fullTime(row.receivedAt),
  },
  said('channel', 120, (row) => terms.Channel[row.channel]),
  said('category', 170, (row) => row.categoryName),
  said('number', 180, (row) => row.number),
  { ...said('sourceNumber', 170, (row) => row.sourceNumber), hidden: true },
  { ...said('village', 120, (row) => row.village), hidden: true },
];
