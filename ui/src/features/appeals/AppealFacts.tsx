import { useQuery } from '@tanstack/react-query';
import { Descriptions, Tag } from 'antd';
import { call, commands, keys, terms, type AppealDetail } from '../../ipc';
import { common } from '../../messages';
import { ErrorNote, FoldText, When } from '../../parts';
import { LevelWord, peopleOf } from './columns';
import { Deadline } from './Deadline';
import { Duplicates } from './Duplicates';
import { Links } from './Links';
import { words } from './messages';
import { NextMoves } from './NextMoves';
import { People } from './People';

/** Everything that is known about an appeal; its people are masked until somebody says why they must be seen. */
export function AppealFacts({ detail, columns = 1 }: { detail: AppealDetail; columns?: 1 | 2 }) {
  const { row } = detail;
  const around = useQuery({
    queryKey: keys.appeal.life(row.id),
    queryFn: () => call(commands.appealLife(row.id)),
  });
  const titles = words.column;
  const facts = [
    [
      titles.level,
      <span key="level" data-testid="appeal-level">
        <LevelWord row={row} />
      </span>,
    ],
    [titles.state, <Tag key="state">{terms.AppealState[row.state]}</Tag>],
    [titles.deadline, <Deadline key="left" detail={detail} />],
    [words.division, [row.town, row.village].filter(Boolean).join(' ') || null],
    [words.place, detail.place],
    [titles.handler, row.handler],
    [words.cooperating, detail.cooperating.map(({ name }) => name).join('、') || null],
    [titles.category, row.categoryName],
    [titles.channel, terms.Channel[row.channel]],
    [words.askKind, terms.AskKind[detail.askKind]],
    [titles.people, peopleOf(row)],
    [titles.received, <When key="received" time={row.receivedAt} />],
    [titles.number, row.number],
    [titles.sourceNumber, row.sourceNumber],
    [words.importedFrom, detail.importedFrom],
  ] as const;
  return (
    <>
      <FoldText text={detail.text} rows={8} />
      <ErrorNote error={around.error} onRetry={() => void around.refetch()} />
      {around.data && <NextMoves detail={detail} next={around.data.next} />}
      <Descriptions
        style={{ marginTop: 12 }}
        size="small"
        column={columns}
        items={facts.map(([label, value]) => ({ key: label, label, children: value ?? common.none }))}
      />
      {around.data && <Links links={around.data.links} />}
      <Duplicates id={row.id} />
      <People detail={detail} />
    </>
  );
}
