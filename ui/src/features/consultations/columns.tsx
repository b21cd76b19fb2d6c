import { terms, type ConsultationRow } from '../../ipc';
import { common, fullDay, fullTime } from '../../messages';
import { When, type Column } from '../../parts';
import { words } from './messages';

const said = (key: string, title: string, width: number, text: (row: ConsultationRow) => string | null) => ({
  key,
  title,
  width,
  render: (row: ConsultationRow) => text(row) ?? common.none,
  text: (row: ConsultationRow) => text(row) ?? '',
});

/** Columns of the list. */
export const columns: readonly Column<ConsultationRow>[] = [
  { ...said('topic', words.topic, 280, (row) => row.topic), fixed: true },
  said('number', words.number, 200, (row) => row.number),
  said('state', words.state, 100, (row) => terms.ConsultationState[row.state]),
  {
    key: 'starts_at',
    title: words.startsAt,
    width: 170,
    render: (row) => <When time={row.startsAt} />,
    text: (row) => (row.startsAt ? fullTime(row.startsAt) : ''),
  },
  said('kind', words.kind, 90, (row) => terms.ConsultationKind[row.kind]),
  said('lead', words.lead, 140, (row) => row.lead),
  said('cooperating', words.cooperating, 200, (row) => row.cooperating.join(words.join) || null),
  { ...said('territory', words.territory, 120, (row) => row.territory), hidden: true },
  said('place', words.place, 150, (row) => row.place),
  {
    key: 'must_be_held_by',
    title: words.mustBeHeldBy,
    width: 150,
    render: (row) => <When day={row.mustBeHeldBy} />,
    text: (row) => (row.mustBeHeldBy ? fullDay(row.mustBeHeldBy) : ''),
  },
  {
    ...said('items', words.items, 110, (row) => String(row.items)),
    align: 'right',
    sum: (row) => row.items,
  },
  {
    ...said('actions', words.actions, 100, (row) => words.closedOf(row.actionsClosed, row.actions)),
    align: 'right',
  },
];
