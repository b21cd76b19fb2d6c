import { useQuery } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useDeferredValue, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { call, commands, keys, type AppealQuery } from '../ipc';
import { isComposing } from '../keyboard';
import { addresses, useGo } from '../routing';
import { useMay } from '../session';
import { shell } from './messages';
import type { NavEntry } from './navigation';
import styles from './Palette.module.css';
import { commandItems, groupsOf, pageItems, type PaletteItem } from './paletteItems';

const WORDS = shell.palette;

function useAppeals(text: string): { items: PaletteItem[]; searching: boolean } {
  const go = useGo();
  const may = useMay('view_appeals');
  const query: AppealQuery = {
    text,
    states: [],
    levels: [],
    unjudged: false,
    live: false,
    dueOn: null,
    channels: [],
    divisionId: null,
    agencyId: null,
    category: null,
    light: null,
    receivedFrom: null,
    receivedTo: null,
    importId: null,
    sort: 'received_desc',
    after: null,
    limit: 8,
  };
  const found = useQuery({
    queryKey: keys.appeal.list(query),
    queryFn: () => call(commands.appealList(query)),
    enabled: may && text.length >= 2,
  });
  const items = (found.data?.rows ?? []).map((row) => ({
    id: row.id,
    group: WORDS.appeals,
    label: row.title,
    hint: row.number,
    run: () => go(addresses.appeals.at({ open: row.id })),
  }));
  return { items, searching: found.isFetching };
}

interface Props {
  entries: readonly NavEntry[];
  onClose: () => void;
}

/** Ctrl+K: pages, commands and appeals by one input. */
export function Palette({ entries, onClose }: Props) {
  const go = useGo();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const wanted = useDeferredValue(text.trim());
  const appeals = useAppeals(wanted);
  const fits = (item: PaletteItem) =>
    item.label.includes(wanted) || item.hint.toLowerCase() === wanted.toLowerCase();
  const items = [
    ...[...pageItems(entries, go), ...commandItems()].filter(fits),
    ...(wanted ? appeals.items : []),
  ];
  const at = Math.min(chosen, items.length - 1);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const take = (item: PaletteItem | undefined) => {
    if (!item) return;
    onClose();
    item.run();
  };
  const press = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setChosen((at + step + items.length) % Math.max(1, items.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take(items[at]);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
    }
  };

  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      closable={false}
      width={640}
      style={{ top: 80 }}
      destroyOnHidden
    >
      <div data-testid="palette" onKeyDown={press} role="presentation" aria-label={WORDS.label}>
        <Input
          autoFocus
          variant="borderless"
          data-testid="palette-input"
          aria-label={WORDS.label}
          placeholder={WORDS.placeholder}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(0);
          }}
        />
        <div className={styles['list']} role="listbox" aria-label={WORDS.label} ref={list}>
          {groupsOf(items).map(([group, members]) => (
            <div key={group} role="group" aria-label={group}>
              <div className={styles['group']}>{group}</div>
              {members.map((item) => (
                <div
                  key={item.id}
                  role="option"
                  aria-selected={items.indexOf(item) === at}
                  className={styles['item']}
                  onClick={() => take(item)}
                >
                  <span className={styles['label']}>{item.label}</span>
                  <span className={styles['hint']}>{item.hint}</span>
                </div>
              ))}
            </div>
          ))}
          {items.length === 0 && (
            <div className={styles['nothing']}>{appeals.searching ? WORDS.searching : WORDS.nothing}</div>
          )}
        </div>
        <div className={styles['foot']}>{WORDS.hint}</div>
      </div>
    </Modal>
  );
}
