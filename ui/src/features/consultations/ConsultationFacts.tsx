import { Descriptions, Tag, Typography } from 'antd';
import { terms, type ConsultationDetail } from '../../ipc';
import { common, shortDay } from '../../messages';
import { DeadlineWhy, LightTag, Timeline, When } from '../../parts';
import { addresses, To } from '../../routing';
import { words } from './messages';

/** Everything that is known about a consultation. */
export function ConsultationFacts({ detail }: { detail: ConsultationDetail }) {
  const { row, agencies, people, appeals, cases, actions } = detail;
  const facts = [
    [words.number, row.number],
    [words.state, <Tag key="state">{terms.ConsultationState[row.state]}</Tag>],
    [words.kind, terms.ConsultationKind[row.kind]],
    [words.startsAt, <When key="at" time={row.startsAt} />],
    [words.minutes, row.minutes],
    [words.place, row.place],
    [words.mustBeHeldBy, <When key="by" day={row.mustBeHeldBy} />],
    [words.presiding, detail.presiding],
    [words.remark, detail.remark],
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
      {cases.map((item) => (
        <div key={item.id}>
          <To place={addresses.cases.at({ open: item.id })}>
            {item.number} {item.title}
          </To>{' '}
          <Tag>{item.state}</Tag>
        </div>
      ))}
      {appeals.length + cases.length === 0 && common.none}
      <Typography.Title level={5}>{words.agencies}</Typography.Title>
      {agencies.map((agency) => (
        <div key={`${agency.part}-${agency.id}`}>
          <Tag>{terms.Participation[agency.part]}</Tag>
          {agency.name}
        </div>
      ))}
      {people.length > 0 && <Typography.Title level={5}>{words.people}</Typography.Title>}
      {people.map((person) => (
        <div key={person.id}>
          <Tag>{terms.Attendance[person.attendance]}</Tag>
          {person.name} {person.agency} {person.post}
        </div>
      ))}
      <Typography.Title level={5}>{words.actions}</Typography.Title>
      {actions.length === 0 && <Typography.Text type="secondary">{words.noActions}</Typography.Text>}
      {actions.map((action) => (
        <div key={action.id}>
          <LightTag light={action.light} /> {action.text} {action.lead}{' '}
          <Typography.Text type="secondary">{words.deadline(shortDay(action.deadline))}</Typography.Text>{' '}
          <DeadlineWhy entity="action" id={action.id} />
        </div>
      ))}
      <Typography.Title level={5}>{words.timeline}</Typography.Title>
      <Timeline entries={detail.timeline} />
    </>
  );
}
