import { App, Button } from 'antd';
import { useMemo } from 'react';
import { toIpcError } from '../ipc';
import { errorWords } from '../messages';
import { parts } from './messages';

export interface Tell {
  /** Something is done; `undo` takes it back. */
  done: (text: string, undo?: () => void) => void;
  /** Something isn't done, and why. */
  refused: (why: string) => void;
  /** Something failed. */
  failed: (error: unknown) => void;
}

let shown = 0;

/** Short messages at the top of the window. */
export function useTell(): Tell {
  const { message, notification } = App.useApp();
  return useMemo<Tell>(
    () => ({
      done: (text, undo) => {
        shown += 1;
        const key = `done-${shown}`;
        const takeBack = () => {
          message.destroy(key);
          undo?.();
        };
        void message.success({
          key,
          duration: undo ? 8 : 3,
          content: undo ? (
            <>
              {text}
              <Button type="link" size="small" onClick={takeBack}>
                {parts.undo}
              </Button>
            </>
          ) : (
            text
          ),
        });
      },
      refused: (why) => void message.warning({ content: why, duration: 8 }),
      failed: (error) => {
        const words = errorWords(toIpcError(error).error);
        notification.error({
          title: words.happened,
          description: `${words.safe}${words.next}`,
          duration: 10,
        });
      },
    }),
    [message, notification],
  );
}
