import { Button, Card, Flex, Typography } from 'antd';
import type { AppError } from '../ipc';
import { common, errorWords } from '../messages';
import { shell } from './messages';
import styles from './StartupFailure.module.css';

interface Props {
  error: AppError;
  retrying: boolean;
  onRetry: () => void;
}

/** Instead of the frame while the database can't be opened: what happened, that nothing was lost, what to do. */
export function StartupFailure({ error, retrying, onRetry }: Props) {
  const words = errorWords(error);
  return (
    <div className={styles['page']} data-testid="startup-failure" data-code={error.code}>
      <Card className={styles['card']}>
        <Typography.Text type="secondary">{common.product}</Typography.Text>
        <Typography.Title level={3} className={styles['title']}>
          {shell.failure.title}
        </Typography.Title>
        <Typography.Paragraph strong>{words.happened}</Typography.Paragraph>
        <Typography.Paragraph>{words.safe}</Typography.Paragraph>
        <Typography.Paragraph>{words.next}</Typography.Paragraph>
        <Flex gap={16} align="center">
          <Button type="primary" autoFocus loading={retrying} onClick={onRetry} data-testid="startup-retry">
            {retrying ? shell.failure.retrying : common.retry}
          </Button>
          <Typography.Text type="secondary">{shell.failure.detail}</Typography.Text>
        </Flex>
      </Card>
    </div>
  );
}
