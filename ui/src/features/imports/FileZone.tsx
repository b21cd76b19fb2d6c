import { CheckCircleOutlined, FileExcelOutlined, InboxOutlined } from '@ant-design/icons';
import { Progress } from 'antd';
import { useState } from 'react';
import type { ImportPreview } from '../../ipc';
import { common, count } from '../../messages';
import { words } from './messages';
import styles from './Imports.module.css';
import type { Chosen } from './wizard';

const WORDS = words.file;

interface Props {
  chosen: Chosen | null;
  preview: ImportPreview | undefined;
  failed: boolean;
  disabled: boolean;
  onFiles: (files: File[]) => void;
}

function Picked({ chosen, preview, failed }: Pick<Props, 'preview' | 'failed'> & { chosen: Chosen }) {
  const percent = chosen.size > 0 ? Math.floor((chosen.sent / chosen.size) * 100) : 100;
  const state = failed
    ? WORDS.unreadable
    : preview
      ? WORDS.found(preview.sheet, count(preview.rows))
      : chosen.token === null
        ? WORDS.sending(percent)
        : WORDS.looking;
  return (
    <>
      <FileExcelOutlined className={styles['zoneIcon'] ?? ''} />
      <strong className={styles['fileName']}>{chosen.name}</strong>
      <span className={styles['soft']}>{WORDS.size(chosen.size)}</span>
      <span role="status">
        {preview && !failed && <CheckCircleOutlined style={{ color: 'var(--green)', marginRight: 4 }} />}
        {state}
      </span>
      {chosen.token === null && !failed && (
        <Progress percent={percent} showInfo={false} style={{ maxWidth: 320 }} />
      )}
      <span className={styles['link']}>{WORDS.another}</span>
    </>
  );
}

/** Where a file is dropped or chosen. The input itself lies over all of it, so that mouse, keyboard and drop just work. */
export function FileZone({ chosen, preview, failed, disabled, onFiles }: Props) {
  const [over, setOver] = useState(false);
  return (
    <div className={styles['zone']} data-over={over} data-disabled={disabled}>
      {over ? (
        <>
          <InboxOutlined className={styles['zoneIcon'] ?? ''} />
          <strong>{WORDS.drop}</strong>
        </>
      ) : chosen ? (
        <Picked chosen={chosen} preview={preview} failed={failed} />
      ) : (
        <>
          <InboxOutlined className={styles['zoneIcon'] ?? ''} />
          <strong>{WORDS.pick}</strong>
          <span className={styles['soft']}>{WORDS.allowed}</span>
        </>
      )}
      <input
        type="file"
        accept=".xlsx,.xls,.csv"
        className={styles['input']}
        aria-label={chosen ? WORDS.another : WORDS.pick}
        title={disabled ? common.notAllowed : ''}
        data-testid="import-file"
        disabled={disabled}
        autoFocus={!chosen}
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          // The same file, corrected meanwhile, may be picked again.
          target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </div>
  );
}
