import { Alert, Flex, Select } from 'antd';
import { terms, type Channel } from '../../ipc';
import { common } from '../../messages';
import { Act, ErrorNote, useTell } from '../../parts';
import { addresses, useGo } from '../../routing';
import { useMay } from '../../session';
import { words } from './messages';
import { FileZone } from './FileZone';
import styles from './Imports.module.css';
import { takeFile } from './staging';
import { isUnreadable } from './outcome';
import { StepFrame } from './StepFrame';
import { usePreview } from './usePreview';
import { change, useWizard } from './wizard';

const WORDS = words.file;
const SOURCES = (Object.entries(terms.Channel) as [Channel, string][]).map(([value, label]) => ({
  value,
  label,
}));

/** 选文件: where it comes from, and which it is. It is looked at as soon as it is picked. */
export function FileStep() {
  const { chosen, source } = useWizard();
  const preview = usePreview();
  const may = useMay('import_appeals');
  const tell = useTell();
  const go = useGo();
  const error = chosen?.failure ?? preview.error;
  const why = !may
    ? common.notAllowed
    : !chosen
      ? WORDS.needed
      : error
        ? WORDS.unreadable
        : !preview.shown
          ? WORDS.looking
          : null;
  const pick = (files: File[]) => {
    const [file] = files;
    if (files.length > 1) tell.refused(WORDS.one);
    if (file) void takeFile(file);
  };
  return (
    <StepFrame
      back={<Act onClick={() => go(addresses.appeals.at())}>{words.toAppeals}</Act>}
      next={
        <Act
          type="primary"
          shortcut="save"
          autoFocus
          data-testid="import-next"
          why={why}
          onClick={() => change({ step: 'columns' })}
        >
          {words.next}
        </Act>
      }
    >
      {!may && <Alert type="info" showIcon title={WORDS.notAllowed} data-testid="import-not-allowed" />}
      <Flex vertical gap={8}>
        <label className={styles['source']}>
          <span>{WORDS.source}</span>
          <Select<Channel>
            value={source}
            options={SOURCES}
            disabled={!may}
            style={{ width: 240 }}
            data-testid="import-source"
            onChange={(value) => change({ source: value })}
          />
        </label>
        <span className={styles['soft']}>{WORDS.sourceHint}</span>
      </Flex>
      <FileZone
        chosen={chosen}
        preview={preview.shown}
        failed={Boolean(error)}
        disabled={!may}
        onFiles={pick}
      />
      <ErrorNote error={error} onRetry={chosen?.token && !isUnreadable(error) ? preview.retry : undefined} />
    </StepFrame>
  );
}
