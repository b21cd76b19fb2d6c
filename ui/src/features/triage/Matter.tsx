import { Tag } from 'antd';
import { terms, type DuplicateCandidate, type TriageCard } from '../../ipc';
import { count } from '../../messages';
import { Act, DaysLeft, When } from '../../parts';
import { addresses, To } from '../../routing';
import { words } from './messages';
import { pieces } from './outcome';
import styles from './Triage.module.css';

function Marked({ text, hits }: { text: string; hits: readonly string[] }) {
  return (
    <>
      {pieces(text, hits).map(({ text: piece, hit }, at) =>
        // Pieces have no name but their place.
        hit ? <mark key={at}>{piece}</mark> : <span key={at}>{piece}</span>,
      )}
    </>
  );
}

interface RepeatsProps {
  repeats: readonly DuplicateCandidate[];
  why: string | null;
  onMerge: (candidate: DuplicateCandidate) => void;
}

/** What it may repeat; the first is the one that the key merges it into. */
function Repeats({ repeats, why, onMerge }: RepeatsProps) {
  return (
    <div className={styles['section']} data-testid="triage-repeats">
      <div className={styles['facts']}>{repeats.length === 0 ? words.noRepeat : words.repeats}</div>
      {repeats.slice(0, 3).map((candidate) => (
        <div key={candidate.other.row.id} style={{ marginTop: 8 }}>
          <Tag color="gold">{words.score(candidate.score)}</Tag>
          <To place={addresses.appeals.at({ open: candidate.other.row.id })}>
            {candidate.other.row.number} {candidate.other.row.title}
          </To>{' '}
          <Act size="small" why={why} onClick={() => onMerge(candidate)}>
            {words.mergeInto}
          </Act>
          <div style={{ color: 'var(--text-soft)' }}>
            {candidate.reasons.map(({ code }) => terms.DuplicateReason[code]).join('、')}；
            {candidate.other.text}
          </div>
        </div>
      ))}
    </div>
  );
}

/** The appeal itself, with what rules hit marked; people are masked. */
export function Matter({ card, ...merging }: { card: TriageCard } & Omit<RepeatsProps, 'repeats'>) {
  const { detail, proposal, repeats } = card;
  const { row } = detail;
  const people = detail.parties.map(({ name, phone }) => [name, phone].filter(Boolean).join(' '));
  const facts = [
    [words.source, terms.Channel[row.channel]],
    [words.received, <When key="at" time={row.receivedAt} />],
    [words.place, [row.town, row.village, detail.place].filter(Boolean).join(' ') || null],
    [words.category, row.categoryName],
    [words.handler, row.handler],
    [words.party, people.join('、') || words.noParty],
  ] as const;
  return (
    <div className={styles['matter']} data-testid="triage-matter">
      <h2 className={styles['title']} data-testid="triage-title">
        <Marked text={row.title} hits={proposal.words} />
      </h2>
      <div className={styles['facts']}>
        <span>{row.number}</span>
        <strong data-testid="triage-people" data-people={row.peopleConcerned}>
          {words.people(count(row.peopleConcerned))}
        </strong>
        <DaysLeft light={row.light} days={row.workingDaysLeft} deadline={row.deadline} />
      </div>
      <div className={styles['text']}>
        <Marked text={detail.text} hits={proposal.words} />
      </div>
      <div className={`${styles['section'] ?? ''} ${styles['facts'] ?? ''}`}>
        {facts.map(
          ([label, value]) =>
            value !== null && (
              <span key={label}>
                {label} <strong>{value}</strong>
              </span>
            ),
        )}
      </div>
      <Repeats repeats={repeats} {...merging} />
    </div>
  );
}
