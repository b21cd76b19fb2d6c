import { Button, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import type { ImportPreview } from '../../ipc';
import { words } from './messages';
import styles from './Imports.module.css';
import { change, type TableAt } from './wizard';

const WORDS = words.columns;
/** The Rust side looks for headers no further down by itself; a person may point a little further. */
const LOWEST = 50;

/** A row in one line; a merged title says itself in every column. */
const lineOf = (cells: readonly string[]): string =>
  cells.filter((cell, i) => cell !== '' && cell !== cells[i - 1]).join('｜');

/** Which sheet is read, and where its headers stand. */
export function TableChoice({ preview, at }: { preview: ImportPreview; at: TableAt | null }) {
  const [pointing, setPointing] = useState(false);
  const sheet = at?.sheet ?? preview.sheet;
  const headerRow = at?.headerRow ?? preview.headerRow;
  const put = (row: number | null) => row !== null && change({ tableAt: { sheet, headerRow: row } });
  // Of another sheet its rows aren't known yet.
  const top = sheet === preview.sheet ? preview.top : [];
  return (
    <>
      <div className={styles['tableAt']}>
        {preview.sheets.length > 1 && (
          <label className={styles['choice']}>
            {WORDS.sheet}
            <Select
              value={sheet}
              options={preview.sheets.map((name) => ({ value: name, label: name }))}
              style={{ width: 240 }}
              aria-label={WORDS.sheet}
              data-testid="import-sheet"
              onChange={(name: string) => change({ tableAt: { sheet: name } })}
            />
          </label>
        )}
        <label className={styles['choice']}>
          {WORDS.headerBefore}
          <InputNumber
            value={headerRow}
            min={1}
            max={LOWEST}
            precision={0}
            style={{ width: 72 }}
            aria-label={WORDS.headerLabel}
            data-testid="import-header-row"
            onChange={put}
          />
          {WORDS.headerAfter}
        </label>
        {top.length > 0 && (
          <Button
            type="link"
            aria-expanded={pointing}
            data-testid="import-point"
            onClick={() => setPointing(!pointing)}
          >
            {pointing ? WORDS.pointDone : WORDS.point}
          </Button>
        )}
      </div>
      {pointing && top.length > 0 && (
        <div>
          <div className={styles['soft']}>{WORDS.pointHint}</div>
          <Radio.Group
            className={styles['top'] ?? ''}
            value={headerRow}
            data-testid="import-top"
            onChange={({ target }) => put(Number(target.value))}
          >
            {top.map(({ row, cells }) => (
              <Radio key={row} value={row} className={styles['topRow'] ?? ''}>
                <span className={styles['topNumber']}>{WORDS.pointAt(row)}</span>
                <span title={lineOf(cells)}>{lineOf(cells)}</span>
              </Radio>
            ))}
          </Radio.Group>
        </div>
      )}
    </>
  );
}
