import { useQuery } from '@tanstack/react-query';
import { Button, Input, InputNumber, Segmented } from 'antd';
import { useDeferredValue, type ClipboardEvent } from 'react';
import { call, commands, keys, terms, type AskKind } from '../../ipc';
import { CategoryPicker } from '../../parts';
import { Field } from './Field';
import styles from './Intake.module.css';
import { words } from './messages';
import { PersonFields } from './PersonFields';
import { hasText, LIMITS, linesOf, nobody, type Item } from './sheet';

interface Props {
  item: Item;
  number: number;
  change: (part: Partial<Item>) => void;
  onLines: (lines: readonly string[]) => void;
  autoFocus: boolean;
}

const ASK_KINDS = Object.entries(terms.AskKind).map(([value, label]) => ({ value: value as AskKind, label }));
const used = (n: number, most: number): string => `${n}/${most} 字`;

/** What the text suggests, asked as it is typed. */
function useProposal(text: string) {
  const wanted = useDeferredValue(text.trim());
  const query = useQuery({
    queryKey: keys.offered('proposal', wanted),
    queryFn: () => call(commands.intakePropose(wanted)),
    enabled: wanted !== '',
    placeholderData: (before) => before,
    gcTime: 0,
  });
  return wanted === '' ? undefined : query.data;
}

/** One matter while it is written. */
export function ItemEditor({ item, number, change, onLines, autoFocus }: Props) {
  const proposal = useProposal(item.text);
  const shown = item.category ?? proposal?.category;
  const paste = (event: ClipboardEvent) => {
    const lines = hasText(item) ? [] : linesOf(event.clipboardData.getData('text'));
    if (lines.length === 0) return;
    event.preventDefault();
    onLines(lines);
  };
  return (
    <div className={styles['editor']} aria-label={words.item(number)} role="group">
      <Segmented
        value={item.askKind}
        options={ASK_KINDS}
        aria-label={words.askKind}
        data-testid="intake-ask-kind"
        onChange={(askKind) => change({ askKind })}
      />
      <Field label={words.text} hint={`${words.textHint} ${used(item.text.length, LIMITS.text)}`} wanted wide>
        <Input.TextArea
          value={item.text}
          maxLength={LIMITS.text}
          autoSize={{ minRows: 4, maxRows: 9 }}
          autoFocus={autoFocus}
          data-testid="intake-text"
          onPaste={paste}
          onChange={(event) => change({ text: event.target.value })}
        />
      </Field>
      <Field label={words.itemTitle} hint={used(item.title.length, LIMITS.title)} wide>
        <Input
          value={item.title}
          maxLength={LIMITS.title}
          placeholder={proposal?.title || words.titleHint}
          data-testid="intake-title"
          onChange={(event) => change({ title: event.target.value })}
        />
      </Field>
      <Field
        label={words.category}
        hint={item.category === null && proposal?.category ? words.categoryProposed : undefined}
      >
        <CategoryPicker
          {...(shown && { value: shown })}
          data-testid="intake-category"
          style={{ width: '100%' }}
          onChange={(category: string | null | undefined) => change({ category: category ?? null })}
        />
      </Field>
      <Field label={words.people}>
        <InputNumber
          value={item.people}
          min={1}
          max={10_000_000}
          precision={0}
          style={{ width: '100%' }}
          data-testid="intake-people"
          onChange={(people) => change({ people: people ?? 1 })}
        />
      </Field>
      {item.own && (
        <PersonFields
          value={item.own}
          testId="intake-own"
          autoFocus
          onChange={(part) => change({ own: { ...nobody(), ...item.own, ...part } })}
        />
      )}
      <Button
        type="link"
        size="small"
        className={styles['other'] ?? ''}
        data-testid="intake-own-toggle"
        onClick={() => change({ own: item.own ? null : nobody() })}
      >
        {item.own ? words.samePerson : words.otherPerson}
      </Button>
    </div>
  );
}
