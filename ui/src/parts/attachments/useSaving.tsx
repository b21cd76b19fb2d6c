import { useMutation } from '@tanstack/react-query';
import { App, Button, Space } from 'antd';
import { call, commands, type Attachment, type ExportedFile } from '../../ipc';
import { runTask } from '../../tasks';
import { useTell } from '../useTell';
import { words } from './messages';
import { refOf } from './transfer';
import type { Holder } from './useAttaching';

/** Writes a file into the folder of exported files, and offers to open it there. */
export function useSaving({ entity, id }: Holder, thenOpen = false) {
  const tell = useTell();
  const { notification } = App.useApp();
  const open = (path: string) => call(commands.exportedOpen(path)).catch(tell.failed);
  const show = (path: string) => call(commands.exportedShowInFolder(path)).catch(tell.failed);
  return useMutation({
    mutationFn: (one: Attachment) =>
      runTask(words.saving(one.name), (task) => commands.attachmentSave(refOf(entity, id, one), task)),
    onSuccess: ({ path, name }: ExportedFile) => {
      if (thenOpen) {
        void open(path);
        return;
      }
      notification.success({
        title: words.saved(name),
        actions: (
          <Space>
            <Button size="small" onClick={() => void open(path)}>
              {words.open}
            </Button>
            <Button size="small" onClick={() => void show(path)}>
              {words.showInFolder}
            </Button>
          </Space>
        ),
      });
    },
    onError: tell.failed,
  });
}
