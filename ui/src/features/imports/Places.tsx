import { useQuery } from '@tanstack/react-query';
import { Select, Table, type TableColumnsType } from 'antd';
import { useMemo } from 'react';
import { call, commands, keys, type DivisionNode, type DoubtfulPlace } from '../../ipc';
import { count } from '../../messages';
import { words } from './messages';
import styles from './Imports.module.css';
import { choose, wordsOf } from './places';
import { useWizard } from './wizard';

const WORDS = words.places;
/** Stands for leaving it empty. */
const NONE = 'none';

type Names = ReadonlyMap<string, DivisionNode>;

/** 镇 村 of a division. */
function pathOf(names: Names, id: string): string {
  const node = names.get(id);
  if (!node) return id;
  const above = node.parentId ? names.get(node.parentId) : undefined;
  // The county stands above every town and tells nothing.
  return above?.parentId ? `${above.name} ${node.name}` : node.name;
}

const SEARCH = { optionFilterProp: 'label' } as const;

function Choice({ place, names }: { place: DoubtfulPlace; names: Names }) {
  const { places } = useWizard();
  const said = places[wordsOf(place)];
  const remembered = place.decided ? (place.divisionId ?? NONE) : undefined;
  const value = said ? (said.divisionId ?? NONE) : remembered;
  const option = (id: string) => ({ value: id, label: pathOf(names, id) });
  const others = [...names.values()].filter((node) => node.parentId && !place.candidates.includes(node.id));
  return (
    <Select<string>
      style={{ width: '100%' }}
      showSearch={SEARCH}
      placeholder={place.takenFor ? WORDS.asTown(pathOf(names, place.takenFor)) : WORDS.asNothing}
      options={[
        { value: NONE, label: WORDS.none },
        { label: WORDS.candidates, options: place.candidates.map(option) },
        { label: WORDS.others, options: others.map((node) => option(node.id)) },
      ].filter((group) => group.options?.length !== 0)}
      aria-label={WORDS.means}
      data-testid="import-place-choice"
      {...(value !== undefined && { value })}
      onChange={(id) => choose(place, id === NONE ? null : id)}
    />
  );
}

/** What the file calls places that aren't surely known: a person says what they mean. */
export function Places({ doubtful }: { doubtful: DoubtfulPlace[] }) {
  const { places } = useWizard();
  const divisions = useQuery({
    queryKey: keys.divisions,
    queryFn: () => call(commands.divisions()),
    enabled: doubtful.length > 0,
  });
  const names = useMemo<Names>(
    () => new Map((divisions.data ?? []).map((node) => [node.id, node])),
    [divisions.data],
  );
  if (doubtful.length === 0) return null;
  const left = doubtful.filter((place) => !place.decided && !places[wordsOf(place)]).length;
  const columns: TableColumnsType<DoubtfulPlace> = [
    {
      title: WORDS.words,
      render: (_, { town, village }) => [town, village].filter(Boolean).join(' / ') || WORDS.empty,
    },
    { title: WORDS.rows, width: 88, align: 'right', render: (_, { rows }) => count(rows) },
    {
      title: WORDS.means,
      width: 380,
      render: (_, place) => <Choice place={place} names={names} />,
    },
    {
      width: 112,
      render: (_, place) =>
        place.decided &&
        !places[wordsOf(place)] && <span className={styles['soft']}>{WORDS.remembered}</span>,
    },
  ];
  return (
    <section className={styles['findings']} data-testid="import-places">
      <h2>{WORDS.title(count(doubtful.length))}</h2>
      <span className={styles['soft']}>
        {left > 0 ? WORDS.left(count(left)) : WORDS.all} {left > 0 && WORDS.hint}
      </span>
      <div className={styles['problems']}>
        <Table<DoubtfulPlace>
          size="small"
          pagination={false}
          columns={columns}
          dataSource={doubtful}
          rowKey={wordsOf}
        />
      </div>
    </section>
  );
}
