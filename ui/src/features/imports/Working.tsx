import { Flex, Progress } from 'antd';
import { count } from '../../messages';
import { Act } from '../../parts';
import { stopTask, type Task } from '../../tasks';
import { phaseWords, words } from './messages';
import styles from './Imports.module.css';

const WORDS = words.run;

/** How far an import, or its trial, has come, and a way to stop it. */
export function Working({ task, note }: { task: Task | undefined; note: string }) {
  const known = task !== undefined && task.total > 0;
  return (
    <Flex vertical align="center" gap={12} className={styles['working'] ?? ''} data-testid="import-working">
      <strong role="status">
        {phaseWords(task?.phase ?? '')}
        {known && ` ${WORDS.progress(count(Math.min(task.done, task.total)), count(task.total))}`}
      </strong>
      <Progress
        percent={known ? Math.min(100, Math.floor((task.done / task.total) * 100)) : 0}
        showInfo={known}
        style={{ maxWidth: 480 }}
      />
      <span className={styles['soft']}>{note}</span>
      {task && (
        <Act
          data-testid="import-stop"
          why={task.stopping ? WORDS.stopping : null}
          onClick={() => void stopTask(task.task).catch(() => undefined)}
        >
          {task.stopping ? WORDS.stopping : WORDS.stop}
        </Act>
      )}
    </Flex>
  );
}
