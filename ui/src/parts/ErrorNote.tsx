import { Alert, Button } from 'antd';
import { toIpcError } from '../ipc';
import { common, errorWords } from '../messages';

interface Props {
  /** Whatever was thrown. */
  error: unknown;
  onRetry?: (() => void) | undefined;
}

/** A failure in words: what happened, that nothing was lost, what to do. */
export function ErrorNote({ error, onRetry }: Props) {
  if (!error) return null;
  const failure = toIpcError(error).error;
  const words = errorWords(failure);
  return (
    <Alert
      type="error"
      showIcon
      data-testid="error-note"
      data-code={failure.code}
      title={words.happened}
      description={`${words.safe}${words.next}`}
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {common.retry}
          </Button>
        )
      }
    />
  );
}
