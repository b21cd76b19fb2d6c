import { terms, type CaseRow } from '../../ipc';
import { common, count, fullDay } from '../../messages';
import { DaysLeft, When, type Column } from '../../parts';
import { words } from './messages';

const said = (key: string, title: string, width: number, text: (row: CaseRow) => string | null) => ({
  key,
  title,
  width,
  render: (row: CaseRow) => text(row) ?? common.none,
  text: (row: CaseRow) => text(row) ?? '',
});

/** Columns of the list. */
export const columns: readonly Column<CaseRow>[] = [
  { ...said('name', words.name, 280, (row) => row.name), fixed: true },
  said('number', words.number, 200, (row) => row.number),
  said('state', words.state, 130, (row) => terms.CaseState[row.state]),
  {
    key: 'days_left',
    title: words.daysLeft,
    width: 180,
    render: (row) => <DaysLeft light={row.light} days={row.workingDaysLeft} deadline={row.dueOn} />,
    text: (row) => fullDay(row.dueOn),
  },
  said('level', words.level, 80, (row) => terms.CaseLevel[row.level]),
  said('risk', words.risk, 110, (row) => terms.Risk[row.risk]),
  said('leader', words.leader, 180, (row) => `${row.leader} ${row.leaderPost}`.trim()),
  said('responsible', words.responsible, 140, (row) => row.responsible),
  said('town', words.town, 110, (row) => row.town),
  {
    ...said('people_concerned', words.peopleConcerned, 100, (row) => count(row.peopleConcerned)),
    align: 'right',
    sum: (row) => row.peopleConcerned,
  },
  { ...said('category', words.category, 160, (row) => row.categoryName), hidden: true },
  {
    key: 'last_progress_on',
    title: words.lastProgressOn,
    width: 140,
    render: (row) => <When day={row.lastProgressOn} />,
    text: (row) => (row.lastProgressOn ? fullDay(row.lastProgressOn) : ''),
  },
];
