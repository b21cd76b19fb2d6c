import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown, Space } from 'antd';
import { useState } from 'react';
import { SHORTCUTS, useShortcut } from '../../keyboard';
import { common } from '../../messages';
import { Act } from '../../parts';
import { addresses, useGo, type IntakeKind } from '../../routing';
import { useMay } from '../../session';
import { words } from './messages';

const KINDS = Object.entries(words.intake) as [IntakeKind, string][];

/** Registers one appeal, or leads to the form for a sitting with several. */
export function Register() {
  const go = useGo();
  const may = useMay('register_appeal');
  const [open, setOpen] = useState(false);
  const one = () => go(addresses.appealForm.at());
  useShortcut('createMenu', () => setOpen(true), may);
  const items = [
    { key: 'one', label: words.registerOne, onClick: one },
    ...KINDS.map(([kind, label]) => ({ key: kind, label, onClick: () => go(addresses.intake.at({ kind })) })),
  ];
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
