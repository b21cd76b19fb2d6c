import { Descriptions, Tag, Typography } from 'antd';
import { call, commands, terms, type AppealDetail, type LinkedRef } from '../../ipc';
import { common } from '../../messages';
import { FoldText, Masked, Timeline, useReveal, When } from '../../parts';
import { addresses, To, type Place } from '../../routing';
import { LevelWord, peopleOf } from './columns';
import { Deadline } from './Deadline';
import { Duplicates } from './Duplicates';
import { words } from './messages';

function Linked({ title, refs, at }: { title: string; refs: LinkedRef[]; at: (id: string) => Place }) {
  if (refs.length === 0) return null;
  return (
    <>
      <Typography.Title level={5}>{title}</Typography.Title>
      {refs.map((ref) => (
        <div key={ref.id}>
          <To place={at(ref.id)}>
            {ref.number} {ref.title}
          </To>{' '}
          <Tag>{ref.state}</Tag>
        </div>
      ))}
    </>
  );
}

function Parties({ detail }: { detail: AppealDetail }) {
  const reveal = useReveal((reason) => call(commands.partyReveal(detail.row.id, reason)));
  return (
    <>
      <Typography.Title level={5}>{words.parties}</Typography.Title>
      {detail.parties.length === 0 && <Typography.Text type="secondary">{words.noParties}</Typography.Text>}
      {detail.parties.map((party) => {
        const whole = reveal.whole.get(party.id);
        const shown = [
          [words.partyName, party.name],
          [
            words.partyPhone,
            <Masked key="phone" masked={party.phone} whole={whole?.phone} reveal={reveal} />,
          ],
          [
            words.partyIdNumber,
            <Masked key="id" masked={party.idNumber} whole={whole?.idNumber} reveal={reveal} />,
          ],
          [
            words.partyAddress,
            <Masked key="at" masked={party.address} whole={whole?.address} reveal={reveal} />,
          ],
        ] as const;
        return (
          <Descriptions
            key={party.id}
            size="small"
            column={1}
            items={shown.map(([label, value]) => ({ key: label, label, children: value }))}
          />
        );
      })}
      {reveal.dialog}
    </>
  );
}

/** Everything that is known about an appeal; its people are masked until somebody says why they must be seen. */
export function AppealFacts({ detail }: { detail: AppealDetail }) {
  const { row } = detail;
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
      <Descriptions
        style={{ marginTop: 12 }}
        size="small"
        column={1}
        items={facts.map(([label, value]) => ({ key: label, label, children: value ?? common.none }))}
      />
      <Duplicates id={row.id} />
      <Linked
        title={words.linkedConsultations}
        refs={detail.consultations}
        at={(id) => addresses.consultations.at({ open: id })}
      />
      <Linked title={words.linkedCases} refs={detail.cases} at={(id) => addresses.cases.at({ open: id })} />
      <Parties detail={detail} />
      <Typography.Title level={5}>{words.timeline}</Typography.Title>
      <Timeline entries={detail.timeline} />
    </>
  );
}
