import { Typography } from 'antd';
import { terms, type AppealRow } from '../../ipc';
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

/** 小事, 大事, 难事, or that nobody has judged yet. */
export function LevelWord({ level }: { level: AppealRow['level'] }) {
  return level ? (
    <>{terms.Level[level]}</>
  ) : (
    <Typography.Text type="secondary">{words.unjudged}</Typography.Text>
  );
}

/** Columns of the list. */
export const columns: readonly Column<AppealRow>[] = [
  { ...said('title', 260, (row) => row.title), fixed: true },
  {
    ...said('level', 90, (row) => (row.level ? terms.Level[row.level] : words.unjudged)),
    render: (row) => <LevelWord level={row.level} />,
  },
  said('state', 100, (row) => terms.AppealState[row.state]),
  {
    key: 'deadline',
    title: titles.deadline,
    width: 150,
    render: (row) => <DaysLeft light={row.light} days={row.workingDaysLeft} deadline={row.deadline} />,
    text: (row) => (row.deadline ? fullDay(row.deadline) : ''),
  },
  said('town', 100, (row) => row.town),
  said('handler', 130, (row) => row.handler),
  said('party', 90, (row) => row.partyName),
  {
    ...said('people', 90, (row) => count(row.peopleConcerned)),
    align: 'right',
    sum: (row) => row.peopleConcerned,
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
