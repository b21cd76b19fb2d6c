import { DownOutlined, PushpinOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { useShortcut, type ShortcutId } from '../../keyboard';
import { words } from './messages';
import { NameDialog } from './NameDialog';
import { useViews, type Offered, type Views, type ViewsOf } from './useViews';
import styles from './ViewsMenu.module.css';

const KEYS: readonly ShortcutId[] = [
  'view1',
  'view2',
  'view3',
  'view4',
  'view5',
  'view6',
  'view7',
  'view8',
  'view9',
];

/** One key for one view. */
function ViewKey({ id, view, apply }: { id: ShortcutId; view: Offered; apply: Views['apply'] }) {
  useShortcut(id, () => apply(view));
  return null;
}

/** Why the current view can't be written to; null where it can. */
export function whyNotWritten(current: Offered | undefined): string | null {
  if (!current?.kept) return words.onlyKept;
  return current.kept.editable ? null : words.notYours;
}

/** The views of a list, which one is shown, and what can be done with it. */
export function ViewsMenu(props: ViewsOf) {
  const views = useViews(props);
  const [dialog, setDialog] = useState<'saveAs' | 'rename' | null>(null);
  const { current, changed, opensWith } = views;
  const listed = [...views.builtIn, ...views.own, ...views.shared];
  const locked = whyNotWritten(current);

  const entry = (view: Offered) => {
    const at = listed.indexOf(view);
    const owner = view.kept?.shared && !view.kept.own ? view.kept.owner : null;
    return {
      key: `view:${view.key}`,
      label: (
        <span className={styles['entry']}>
          <span>{owner ? words.by(view.name, owner) : view.name}</span>
          <span className={styles['keys']}>
            {view.key === opensWith && <PushpinOutlined title={words.isDefault} />}{' '}
            {at < KEYS.length && `Ctrl+${at + 1}`}
          </span>
        </span>
      ),
      onClick: () => views.apply(view),
    };
  };
  const group = (label: string, some: readonly Offered[]) =>
    some.length > 0 ? [{ type: 'group' as const, key: label, label, children: some.map(entry) }] : [];
  const isDefault = current !== undefined && current.key === opensWith;
  const items: MenuProps['items'] = [
    ...group(words.builtIn, views.builtIn),
    ...group(words.own, views.own),
    ...group(words.shared, views.shared),
    { type: 'divider' },
    { key: 'saveAs', label: `${words.saveAs}…`, onClick: () => setDialog('saveAs') },
    {
      key: 'openWith',
      label: isDefault ? words.noDefault : words.setDefault,
      disabled: !current,
      onClick: () => views.openWith(isDefault ? null : (current ?? null)),
    },
    {
      key: 'rename',
      label: `${words.rename}…`,
      disabled: locked !== null,
      title: locked ?? '',
      onClick: () => setDialog('rename'),
    },
    {
      key: 'remove',
      label: words.remove,
      disabled: locked !== null,
      title: locked ?? '',
      onClick: views.remove,
    },
  ];

  const close = () => setDialog(null);
  const keep = (name: string, shared: boolean) => {
    const done = dialog === 'saveAs' ? views.saveAs(name, shared) : views.rename(name, shared);
    // What failed was told; the dialog stays open with what was typed.
    void done.then(close, () => undefined);
  };
  return (
    <span className={styles['views']}>
      {listed.slice(0, KEYS.length).map((view, n) => {
        const id = KEYS[n];
        return id && <ViewKey key={view.key} id={id} view={view} apply={views.apply} />;
      })}
      <Dropdown
        trigger={['click']}
        menu={{
          items,
          selectedKeys: current ? [`view:${current.key}`] : [],
          className: styles['menu'] ?? '',
        }}
      >
        <Button data-testid="views" aria-label={words.views}>
          <span className={styles['name']}>{current?.name ?? words.noView}</span>
          <DownOutlined />
        </Button>
      </Dropdown>
      {(changed || !current) && (
        <span className={styles['changed']} data-testid="view-changed">
          {changed && <span>{words.changed}</span>}
          {locked === null && (
            <Button type="link" size="small" loading={views.busy} onClick={views.save}>
              {words.save}
            </Button>
          )}
          <Button type="link" size="small" onClick={() => setDialog('saveAs')}>
            {words.saveAs}
          </Button>
        </span>
      )}
      {dialog && (
        <NameDialog
          title={dialog === 'saveAs' ? words.saveAsTitle : words.renameTitle}
          name={dialog === 'rename' ? (current?.name ?? '') : ''}
          shared={dialog === 'rename' && (current?.kept?.shared ?? false)}
          busy={views.busy}
          onOk={keep}
          onCancel={close}
        />
      )}
    </span>
  );
}
