import { Descriptions, Tag, Typography } from 'antd';
import { terms, type CaseDetail } from '../../ipc';
import { common, count, shortDay } from '../../messages';
import { Timeline, When } from '../../parts';
import { addresses, To } from '../../routing';
import { CaseDeadline } from './CaseDeadline';
import { words } from './messages';

/** Everything that is known about a case; its people are masked. */
export function CaseFacts({ detail }: { detail: CaseDetail }) {
  const { row, parties, appeals, progress, leaders } = detail;
  const facts = [
    [words.number, row.number],
    [words.state, <Tag key="state">{terms.CaseState[row.state]}</Tag>],
    [words.level, terms.CaseLevel[row.level]],
    [words.risk, terms.Risk[row.risk]],
    [words.category, row.categoryName],
    [words.leader, `${row.leader} ${row.leaderPost}`],
    [words.responsible, row.responsible],
    [words.contact, detail.contact],
    [words.town, row.town],
    [words.peopleConcerned, count(row.peopleConcerned)],
    [words.startOn, <When key="start" day={row.startOn} />],
    [words.dueOn, <When key="due" day={row.dueOn} />],
    [words.daysLeft, <CaseDeadline key="left" row={row} />],
    [words.demand, detail.demand],
    [words.plan, detail.plan],
  ] as const;
  return (
    <>
      <Descriptions
        size="small"
        column={1}
        items={facts.map(([label, value]) => ({ key: label, label, children: value ?? common.none }))}
      />
      <Typography.Title level={5}>{words.about}</Typography.Title>
      {appeals.map((appeal) => (
        <div key={appeal.id}>
          <To place={addresses.appeals.at({ open: appeal.id })}>
            {appeal.number} {appeal.title}
          </To>{' '}
          <Tag>{appeal.state}</Tag>
        </div>
      ))}
      {appeals.length === 0 && common.none}
      {parties.length > 0 && <Typography.Title level={5}>{words.parties}</Typography.Title>}
      {parties.map((party) => (
        <div key={party.id}>
          {party.name} {party.phone} {party.idNumber} {party.address}
        </div>
      ))}
      <Typography.Title level={5}>{words.progress}</Typography.Title>
      {progress.length === 0 && <Typography.Text type="secondary">{words.noProgress}</Typography.Text>}
      {progress.map((step) => (
        <div key={`${step.at}-${step.kind}`}>
          <Tag>{step.kind}</Tag>
          {step.text}{' '}
          <Typography.Text type="secondary">
            <When time={step.at} /> {step.by}
          </Typography.Text>
        </div>
      ))}
      {leaders.length > 1 && <Typography.Title level={5}>{words.leaders}</Typography.Title>}
      {leaders.length > 1 &&
        leaders.map((leader) => (
          <div key={`${leader.name}-${leader.from}`}>
            {leader.name} {leader.post}{' '}
            <Typography.Text type="secondary">
              {words.term(shortDay(leader.from), leader.to && shortDay(leader.to))}
            </Typography.Text>
          </div>
        ))}
      <Typography.Title level={5}>{words.timeline}</Typography.Title>
      <Timeline entries={detail.timeline} />
    </>
  );
}
