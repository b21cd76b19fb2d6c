import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Flex } from 'antd';
import { call, commands } from '../../ipc';
import { count } from '../../messages';
import { ErrorNote } from '../../parts';
import { words } from './messages';
import styles from './Imports.module.css';
import type { Job } from './wizard';

const WORDS = words.problems;

/** Writes the rows that can't be taken in as a workbook, to be corrected there. */
export function SaveRejected({ job }: { job: Job }) {
  const write = useMutation({
    mutationFn: () => call(commands.importSaveRejected(job.token, job.source, job.mapping)),
  });
  const open = useMutation({ mutationFn: (path: string) => call(commands.exportedOpen(path)) });
  const show = useMutation({ mutationFn: (path: string) => call(commands.exportedShowInFolder(path)) });
  const file = write.data;
  return (
    <Flex vertical gap={8}>
      <Flex gap={12} align="center" wrap>
        <Button loading={write.isPending} data-testid="import-save-rejected" onClick={() => write.mutate()}>
          {WORDS.save}
        </Button>
        <span className={styles['soft']}>{WORDS.saveHint}</span>
      </Flex>
      <ErrorNote error={write.error} onRetry={() => write.mutate()} />
      {file && (
        <Alert
          type="success"
          showIcon
          title={WORDS.saved(file.name, count(file.rows))}
          description={
            <span data-testid="exported-path" data-code="import-rejected">
              {file.path}
            </span>
          }
          action={
            <Flex gap={8}>
              <Button size="small" onClick={() => open.mutate(file.path)}>
                {WORDS.open}
              </Button>
              <Button size="small" onClick={() => show.mutate(file.path)}>
                {WORDS.openFolder}
              </Button>
            </Flex>
          }
        />
      )}
      <ErrorNote error={open.error ?? show.error} />
    </Flex>
  );
}
