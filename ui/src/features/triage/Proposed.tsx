import { useQuery } from '@tanstack/react-query';
import { Alert, Tag } from 'antd';
import type { ReactNode } from 'react';
import { call, commands, keys, terms, type Level, type TriageCard, type TriageNote } from '../../ipc';
import { Act } from '../../parts';
import { addresses, To } from '../../routing';
import { words } from './messages';
import { handlerAt, type Chosen } from './outcome';
import styles from './Triage.module.css';

const LEVELS: readonly Level[] = ['small', 'big', 'hard'];

function Notes({ notes, linked }: { notes: readonly TriageNote[]; linked: boolean }) {
  return (
    <ul className={styles['notes']}>
      {notes.map((note) => (
        <li key={`${note.against} ${note.sentence}`} data-against={note.against}>
          {note.against && `${words.against}：`}
          {note.sentence}
          {linked && note.precedents.length > 0 && (
            <div className={styles['precedents']}>
              {note.precedents.slice(0, 3).map(({ id, number, title, level }) => (
                <To key={id} place={addresses.appeals.at({ open: id })} title={title}>
                  {number}（{terms.Level[level]}）
                </To>
              ))}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

interface PartProps {
  label: string;
  confidence?: number | undefined;
  value?: ReactNode;
  changed?: boolean;
  notes?: readonly TriageNote[] | undefined;
  /** Whether the precedents lead to their appeals; once is enough. */
  linked?: boolean;
  children?: ReactNode;
  'data-testid'?: string;
}

function Part({ label, confidence, value, changed, notes, linked, children, ...rest }: PartProps) {
  return (
    <div className={styles['part']}>
      <div className={styles['label']}>
        {label}
        {confidence !== undefined && !changed && <span>{words.sure(confidence)}</span>}
        {changed && <Tag color="blue">{words.changed}</Tag>}
      </div>
      {value !== undefined && (
        <div className={styles['value']} data-testid={rest['data-testid']}>
          {value}
        </div>
      )}
      {children}
      {!changed && notes && <Notes notes={notes} linked={linked ?? false} />}
    </div>
  );
}

interface Props {
  card: TriageCard;
  chosen: Chosen;
  /** What was done already. */
  settled: string | null;
  why: (level: Level) => string | null;
  onLevel: (level: Level) => void;
}

/** What is proposed and why, and the three levels to decide for. */
export function Proposed({ card, chosen, settled, why, onLevel }: Props) {
  const { proposal } = card;
  const level = proposal.level.value;
  const agencies = useQuery({ queryKey: keys.agencies, queryFn: () => call(commands.agencies()) });
  const categories = useQuery({ queryKey: keys.categories, queryFn: () => call(commands.categories()) });
  const named = (id: string | null) => agencies.data?.find((one) => one.id === id)?.shortName;
  const handler = handlerAt(card, level, chosen);
  const stays = level === 'small' && !chosen.leadId && handler !== proposal.lead?.id;
  const category = chosen.category
    ? categories.data?.find(({ code }) => code === chosen.category)?.name
    : proposal.category?.name;
  return (
    <aside className={styles['proposal']} aria-label={words.proposal}>
      {settled && <Alert type="info" showIcon title={words.decided(settled)} style={{ marginBottom: 12 }} />}
      <Part linked label={words.proposal} confidence={proposal.level.confidence} notes={proposal.level.notes}>
        <div className={styles['levels']}>
          {LEVELS.map((one) => (
            <Act
              key={one}
              type={one === level ? 'primary' : 'default'}
              data-testid={`triage-${one}`}
              data-proposed={one === level}
              why={why(one)}
              onClick={() => onLevel(one)}
            >
              {terms.Level[one]}
            </Act>
          ))}
        </div>
      </Part>
      <Part
        label={words.category}
        data-testid="triage-category"
        confidence={proposal.category?.confidence}
        value={category ?? card.detail.row.categoryName}
        changed={chosen.category !== undefined}
        notes={proposal.category?.notes}
      />
      <Part
        label={level === 'small' ? words.handlerOfSmall : words.lead}
        data-testid="triage-lead"
        confidence={stays ? undefined : proposal.lead?.confidence}
        value={named(handler) ?? words.noLead}
        changed={chosen.leadId !== undefined}
        notes={stays ? undefined : proposal.lead?.notes}
      >
        {stays && proposal.lead && (
          <div style={{ color: 'var(--text-soft)' }} data-testid="triage-lead-if-big">
            {words.leadIfBig(proposal.lead.name)}
          </div>
        )}
      </Part>
      <Part
        label={words.cooperating}
        value={
          level === 'small'
            ? words.noHelp
            : proposal.cooperating.map(({ name }) => name).join('、') || words.nobody
        }
        notes={level === 'small' ? undefined : proposal.cooperating[0]?.notes}
      />
    </aside>
  );
}
