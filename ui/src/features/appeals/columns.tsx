import { Typography } from 'antd';
import { terms, type AppealColumn, type AppealRow, type AppealState } from '../../ipc';
import { common, count, fullDay, fullTime } from '../../messages';
import { DaysLeft, Marked, When, type Column } from '../../parts';
import { words } from './messages';

const titles = terms.AppealColumn;

const said = (key: AppealColumn, width: number, text: (row: AppealRow) => string | null) => ({
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

/** The title, with what was looked for marked where it stands there. */
function Title({ row: { title, hit } }: { row: AppealRow }) {
  return hit?.field === 'title' && hit.snippet.map(({ text }) => text).join('') === title ? (
    <Marked pieces={hit.snippet} />
  ) : (
    title
  );
}

/** Where a searched text was found. */
const found: Column<AppealRow> = {
  key: 'hit',
  title: words.found,
  width: 260,
  render: ({ hit }) =>
    hit && (
      <>
        <Typography.Text type="secondary">{words.foundIn(terms.HitField[hit.field])}</Typography.Text>
        <Marked pieces={hit.snippet} />
      </>
    ),
  text: ({ hit }) => hit?.snippet.map(({ text }) => text).join('') ?? '',
};

/** Columns of the list; while something is looked for, where it was found stands beside the title. */
export const columnsOf = (searching: boolean): readonly Column<AppealRow>[] =>
  searching ? withFound : columns;

const columns: readonly Column<AppealRow>[] = [
  { ...said('title', 260, (row) => row.title), render: (row) => <Title row={row} />, fixed: true },
  {
    ...said('level', 90, levelWords),
    render: (row) => <LevelWord row={row} />,
  },
  said('state', 100, (row) => terms.AppealState[row.state]),
  {
    key: 'deadline',
    sort: { ascend: 'deadline_asc' },
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
    ...said('people', 112, (row) => count(row.peopleCounted)),
    align: 'right',
    sort: { descend: 'people_desc' },
    sum: (row) => row.peopleCounted,
  },
  {
    key: 'received',
    sort: { ascend: 'received_asc', descend: 'received_desc' },
    title: titles.received,
    width: 160,
    render: (row) => <When time={row.receivedAt} />,
    text: (row) => fullTime(row.receivedAt),
  },
  said('channel', 120, (row) => terms.Channel[row.channel]),
  said('category', 170, (row) => row.categoryName),
  { ...said('number', 180, (row) => row.number), sort: { ascend: 'number_asc', descend: 'number_desc' } },
  { ...said('source_number', 170, (row) => row.sourceNumber), hidden: true },
  { ...said('village', 120, (row) => row.village), hidden: true },
];

const withFound: readonly Column<AppealRow>[] = columns.flatMap((column) =>
  column.key === 'title' ? [column, found] : [column],
);
