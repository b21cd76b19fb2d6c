import { Segmented, Skeleton } from 'antd';
import { useCallback, useMemo } from 'react';
import { useKeptDraft, useTell } from '../../parts';
import { addresses, To, useAddress, type IntakeKind } from '../../routing';
import styles from './Intake.module.css';
import { IntakeForm } from './IntakeForm';
import { words } from './messages';
import { fitsKind } from './sheet';

const KINDS = Object.entries(words.kinds).map(([value, label]) => ({ value: value as IntakeKind, label }));

/** The form of one kind, once it is known what was left of it. */
function Drafted({ kind }: { kind: IntakeKind }) {
  const tell = useTell();
  const fits = useMemo(() => fitsKind(kind), [kind]);
  const failed = useCallback(() => tell.refused(words.draftFailed), [tell]);
  const draft = useKeptDraft(`intake.${kind}`, fits, failed);
  if (!draft.ready) return <Skeleton active />;
  return <IntakeForm kind={kind} restored={draft.restored} keep={draft.keep} clear={draft.clear} />;
}

/** 三问 and the other channels: one sitting, and what was said at it. */
export default function IntakePage() {
  const [{ kind = 'visit' }, change] = useAddress(addresses.intake);
  return (
    <div className={styles['page']} data-testid="page-intake">
      <header className={styles['head']}>
        <h1>{words.title}</h1>
        <Segmented
          value={kind}
          options={KINDS}
          data-testid="intake-kind"
          onChange={(next) => change({ kind: next }, { replace: true })}
        />
        <To place={addresses.appeals.at()}>{words.back}</To>
      </header>
      <Drafted key={kind} kind={kind} />
    </div>
  );
}
