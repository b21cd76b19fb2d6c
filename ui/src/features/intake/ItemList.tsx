import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Tag, Tooltip } from 'antd';
import { terms } from '../../ipc';
import { Act, useTell } from '../../parts';
import styles from './Intake.module.css';
import { ItemEditor } from './ItemEditor';
import { words } from './messages';
import { hasText, MOST_ITEMS, newItem, withLines, type Item, type Sheet } from './sheet';

interface Props {
  sheet: Sheet;
  /** Changes the form, given as it stands. */
  update: (how: (sheet: Sheet) => Sheet) => void;
  /** Whether a person has begun to go through the items, so that a new one gets the focus. */
  moved: boolean;
  onAdd: () => void;
}

/** Puts an empty item behind the last one and opens it. */
export function addItem(sheet: Sheet): Sheet {
  if (sheet.items.length >= MOST_ITEMS) return sheet;
  const last = sheet.items.at(-1);
  // One that is still empty will do.
  if (last && !hasText(last)) return { ...sheet, open: sheet.items.length - 1 };
  const items = [...sheet.items, newItem(last?.askKind ?? 'petition')];
  return { ...sheet, items, open: items.length - 1 };
}

/** An item that isn't being written: one line. */
function Card({ item, n, onOpen }: { item: Item; n: number; onOpen: () => void }) {
  return (
    <button type="button" className={styles['card']} data-testid="intake-card" onClick={onOpen}>
      <span>{n}</span>
      <Tag>{terms.AskKind[item.askKind]}</Tag>
      <span className={styles['cardText']}>{item.title || item.text || words.empty}</span>
      <span>{item.own?.name}</span>
    </button>
  );
}

/** The matters of the sitting: the one that is written is open, the others are lines. */
export function ItemList({ sheet, update, moved, onAdd }: Props) {
  const tell = useTell();
  const { items, open } = sheet;
  const change = (at: number, part: Partial<Item>) =>
    update((now) => ({
      ...now,
      items: now.items.map((item, n) => (n === at ? { ...item, ...part } : item)),
    }));
  const split = (at: number, lines: readonly string[]) => {
    const before = items;
    update((now) => withLines(now, at, lines));
    tell.done(words.split(lines.length), () => update((now) => ({ ...now, items: before, open: at })));
  };
  const remove = (at: number) => {
    const gone = items[at];
    if (!gone) return;
    update((now) => {
      const left = now.items.filter((_, n) => n !== at);
      const kept = left.length > 0 ? left : [newItem(gone.askKind)];
      return { ...now, items: kept, open: Math.min(now.open, kept.length - 1) };
    });
    tell.done(words.removed(at + 1), () =>
      update((now) => {
        const [only] = now.items;
        // What stood in for it goes again.
        const back = now.items.length === 1 && only && !hasText(only) ? [] : now.items;
        return { ...now, items: [...back.slice(0, at), gone, ...back.slice(at)], open: at };
      }),
    );
  };
  return (
    <ol className={styles['items']}>
      {items.map((item, at) => (
        <li key={item.key} data-open={at === open}>
          {at === open ? (
            <>
              <ItemEditor
                item={item}
                number={at + 1}
                autoFocus={moved}
                change={(part) => change(at, part)}
                onLines={(lines) => split(at, lines)}
              />
              <span className={styles['tools']}>
                {words.item(at + 1)}
                <Tooltip title={words.removeItem}>
                  <Button
                    type="text"
                    size="small"
                    aria-label={words.removeItem}
                    icon={<DeleteOutlined />}
                    data-testid="intake-remove"
                    tabIndex={-1}
                    onClick={() => remove(at)}
                  />
                </Tooltip>
              </span>
            </>
          ) : (
            <Card item={item} n={at + 1} onOpen={() => update((now) => ({ ...now, open: at }))} />
          )}
        </li>
      ))}
      <li>
        <Act
          type="dashed"
          block
          icon={<PlusOutlined />}
          why={items.length >= MOST_ITEMS ? words.most : null}
          data-testid="intake-add"
          onClick={onAdd}
        >
          {words.addItem}（Ctrl+Enter）
        </Act>
      </li>
    </ol>
  );
}
