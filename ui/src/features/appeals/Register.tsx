import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown, Space } from 'antd';
import { useEffect, useState } from 'react';
import { isComposing, SHORTCUTS, useShortcut } from '../../keyboard';
import { common } from '../../messages';
import { Act } from '../../parts';
import { addresses, useGo, type IntakeKind } from '../../routing';
import { useMay } from '../../session';
import { words } from './messages';

const KINDS = Object.entries(words.intake) as [IntakeKind, string][];

/** Digits choose in a list while it is open. */
function useDigits(open: boolean, choose: (digit: number) => void) {
  useEffect(() => {
    if (!open) return;
    const press = (event: KeyboardEvent) => {
      if (isComposing(event) || event.ctrlKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
      event.preventDefault();
      choose(Number(event.key));
    };
    window.addEventListener('keydown', press, true);
    return () => window.removeEventListener('keydown', press, true);
  });
}

/** Registers one appeal, or leads to the form for a sitting with several. */
export function Register() {
  const go = useGo();
  const may = useMay('register_appeal');
  const [open, setOpen] = useState(false);
  const one = () => go(addresses.appealForm.at());
  useShortcut('createMenu', () => setOpen(true), may);
  const ways = [
    { key: 'one', label: words.registerOne, run: one },
    ...KINDS.map(([kind, label]) => ({ key: kind, label, run: () => go(addresses.intake.at({ kind })) })),
  ];
  useDigits(open, (digit) => ways[digit - 1]?.run());
  const items = ways.map(({ key, label, run }, n) => ({ key, label, extra: String(n + 1), onClick: run }));
  return (
    <Space.Compact>
      <Act
        type="primary"
        shortcut="create"
        data-testid="appeals-register"
        why={may ? null : common.notAllowed}
        onClick={one}
      >
        {words.register}
      </Act>
      <Dropdown
        menu={{ items }}
        trigger={['click']}
        placement="bottomRight"
        autoFocus
        open={open}
        onOpenChange={setOpen}
        disabled={!may}
      >
        <Button
          type="primary"
          icon={<DownOutlined />}
          aria-label={words.registerMenu}
          title={`${words.registerMenu}（${SHORTCUTS.createMenu.keys}）`}
          data-testid="appeals-register-menu"
        />
      </Dropdown>
    </Space.Compact>
  );
}
