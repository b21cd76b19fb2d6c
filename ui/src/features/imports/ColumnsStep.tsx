import { Alert, Button, Flex, Skeleton } from 'antd';
import type { ImportField } from '../../ipc';
import { count } from '../../messages';
import { Act, ErrorNote } from '../../parts';
import { assign, missingWords } from './columns';
import { ColumnTable } from './ColumnTable';
import { words } from './messages';
import styles from './Imports.module.css';
import { StepFrame } from './StepFrame';
import { TableChoice } from './TableChoice';
import { usePreview } from './usePreview';
import { change, useWizard, type Job } from './wizard';

const WORDS = words.columns;

/** 核对各列: what each column of the file is read as. */
export function ColumnsStep() {
  const { chosen, source, put, tableAt } = useWizard();
  const { shown, automatic, guess, busy, error, retry } = usePreview();
  const token = chosen?.token;
  const back = <Act onClick={() => change({ step: 'file' })}>{words.back}</Act>;
  if (!shown || !automatic || !token)
    return (
      <StepFrame back={back}>
        {guess && tableAt && <TableChoice preview={guess} at={tableAt} />}
        {error ? <ErrorNote error={error} onRetry={retry} /> : <Skeleton active />}
      </StepFrame>
    );

  const own = put?.headers.join('\n') === shown.headers.join('\n') ? put.columns : null;
  const columns = own ?? automatic.mapping.columns;
  const missing = busy ? [] : shown.missing.map(missingWords);
  const onAssign = (at: number, field: ImportField | null) =>
    change({ put: { headers: shown.headers, columns: assign(columns, at, field) } });
  const job: Job = { token, source, mapping: shown.mapping };
  return (
    <StepFrame
      back={back}
      note={WORDS.read(columns.filter(Boolean).length, columns.length)}
      next={
        <Act
          type="primary"
          shortcut="save"
          data-testid="import-next"
          loading={busy}
          why={missing[0] ?? null}
          onClick={() => change({ step: 'trial', job })}
        >
          {words.next}
        </Act>
      }
    >
      <Flex gap={16} align="start" justify="space-between">
        <div>
          <div>{WORDS.where(shown.sheet, shown.headerRow, count(shown.rows))}</div>
          <div className={styles['soft']}>{WORDS.how}</div>
          {tableAt && <div className={styles['soft']}>{WORDS.chosenHint}</div>}
        </div>
        {(own ?? tableAt) && (
          <Button onClick={() => change({ put: null, tableAt: null })}>{WORDS.automatic}</Button>
        )}
      </Flex>
      <TableChoice preview={shown} at={tableAt} />
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          data-testid="import-missing"
          title={missing.map((sentence) => (
            <div key={sentence}>{sentence}</div>
          ))}
        />
      )}
      <ErrorNote error={error} onRetry={retry} />
      <ColumnTable
        preview={shown}
        columns={columns}
        automatic={automatic.mapping.columns}
        onAssign={onAssign}
      />
    </StepFrame>
  );
}
