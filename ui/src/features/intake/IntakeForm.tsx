import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef, useState, type KeyboardEvent } from 'react';
import { call, commands, keys, type IntakeDone } from '../../ipc';
import { isComposing } from '../../keyboard';
import { common } from '../../messages';
import { Act, DraftNote, ErrorNote, useTell } from '../../parts';
import type { IntakeKind } from '../../routing';
import { useMay } from '../../session';
import { Done } from './Done';
import { nextField } from './flow';
import styles from './Intake.module.css';
import { addItem, ItemList } from './ItemList';
import { words } from './messages';
import { asInput, freshSheet, isWritten, missing, MOST_ITEMS, nextSheet, type Sheet } from './sheet';
import { SittingFields } from './SittingFields';

interface Props {
  kind: IntakeKind;
  restored: Sheet | null;
  keep: (sheet: Sheet) => void;
  clear: () => void;
}

/** Why the form can't be saved yet; none when it can. */
function whyNot(sheet: Sheet): string | null {
  const what = missing(sheet);
  if (what === null) return null;
  if (what === 'place') return words.missing.place(words.place[sheet.kind]);
  if (what === 'officer') return words.missing.officer(words.officer[sheet.kind]);
  return words.missing[what];
}

const now = () => new Date().toISOString();

/** One sitting: at the left where, when and who, at the right what was said. */
export function IntakeForm({ kind, restored, keep, clear }: Props) {
  const may = useMay('register_appeal');
  const tell = useTell();
  const client = useQueryClient();
  const [sheet, setSheet] = useState<Sheet>(() => restored ?? freshSheet(kind, now()));
  const [isRestored, setIsRestored] = useState(restored !== null);
  const [moved, setMoved] = useState(false);
  const [done, setDone] = useState<IntakeDone | null>(null);
  // What stands now, for changes that come between two drawings.
  const latest = useRef(sheet);
  const show = (next: Sheet) => {
    latest.current = next;
    setSheet(next);
  };
  const update = (how: (sheet: Sheet) => Sheet) => {
    const next = how(latest.current);
    show(next);
    if (isWritten(next)) keep(next);
    else clear();
  };
  const drop = () => {
    clear();
    setIsRestored(false);
    setMoved(false);
    show(freshSheet(kind, now()));
  };
  const add = () => {
    setMoved(true);
    if (latest.current.items.length >= MOST_ITEMS) tell.refused(words.most);
    update(addItem);
  };
  const saving = useMutation({
    mutationFn: (given: Sheet) => call(commands.intakeSave(asInput(given))),
    onSuccess: (answer) => {
      clear();
      setDone(answer);
      setIsRestored(false);
      setMoved(false);
      show(nextSheet(latest.current));
      void client.invalidateQueries({ queryKey: keys.appeal.all });
      void client.invalidateQueries({ queryKey: keys.offered('division', '') });
    },
  });
  const keyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isComposing(event.nativeEvent)) {
      event.preventDefault();
      add();
    } else {
      nextField(event);
    }
  };
  return (
    <div className={styles['form']} onKeyDown={keyDown}>
      {isRestored && <DraftNote onDrop={drop} />}
      {done && <Done done={done} onClose={() => setDone(null)} />}
      <div className={styles['columns']}>
        <SittingFields
          key={sheet.id}
          sheet={sheet}
          change={(part) => update((before) => ({ ...before, ...part }))}
        />
        <ItemList sheet={sheet} update={update} moved={moved} onAdd={add} />
      </div>
      <footer className={styles['foot']}>
        <ErrorNote error={saving.error} />
        <Act
          type="primary"
          shortcut="save"
          loading={saving.isPending}
          why={may ? whyNot(sheet) : common.notAllowed}
          data-testid="intake-save"
          onClick={() => saving.mutate(latest.current)}
        >
          {words.save}
        </Act>
        <Button onClick={drop} data-testid="intake-drop">
          {words.drop}
        </Button>
        <span className={styles['soft']}>{words.keysHint}</span>
        <span className={styles['where']} title={words.draftWhere}>
          {words.draftShort}
        </span>
      </footer>
    </div>
  );
}
