import { SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover, Tooltip } from 'antd';
import styles from './DataTable.module.css';
import { parts } from './messages';

interface Props {
  columns: readonly { key: string; title: string; fixed?: boolean }[];
  isShown: (key: string) => boolean;
  toggle: (key: string) => void;
}

/** Which columns are shown. */
export function ColumnMenu({ columns, isShown, toggle }: Props) {
  const list = (
    <div className={styles['menu']}>
      {columns.map(({ key, title, fixed }) => (
        <Checkbox key={key} checked={isShown(key)} disabled={fixed ?? false} onChange={() => toggle(key)}>
          {title}
        </Checkbox>
      ))}
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" title={parts.columns} content={list}>
      <Tooltip title={parts.columns}>
        <Button
          className={styles['columns'] ?? ''}
          size="small"
          type="text"
          aria-label={parts.columns}
          icon={<SettingOutlined />}
        />
      </Tooltip>
    </Popover>
  );
}
