import { useMutation } from '@tanstack/react-query';
import { App, Button, Flex } from 'antd';
import { call, commands, type ExportedFile, type ListOf } from '../ipc';
import { common, count } from '../messages';
import { useMay } from '../session';
import { runTask } from '../tasks';
import { Act } from './Act';
import { parts } from './messages';
import { useTell } from './useTell';

export interface Wanted {
  list: ListOf;
  /** Over the table; also the file's name. */
  title: string;
  /** What the list leaves out, in words. */
  filters: string;
}

function Written({ file, done }: { file: ExportedFile; done: () => void }) {
  const tell = useTell();
  const go = (opening: Promise<unknown>) => opening.then(done, tell.failed);
  return (
    <>
      <div data-testid="exported-path">{file.path}</div>
      <Flex gap="small">
        <Button size="small" onClick={() => void go(call(commands.exportedOpen(file.path)))}>
          {parts.exported.open}
        </Button>
        <Button size="small" onClick={() => void go(call(commands.exportedShowInFolder(file.path)))}>
          {parts.exported.folder}
        </Button>
      </Flex>
    </>
  );
}

/** Writes lists as workbooks, tells where they lie, and why it can't be done. */
export function useListExport(): { run: (wanted: Wanted) => void; busy: boolean; why: string | null } {
  const { notification } = App.useApp();
  const tell = useTell();
  const may = useMay('export_lists');
  const write = useMutation({
    mutationFn: ({ list, title, filters }: Wanted) =>
      runTask(parts.exported.task(title), (task) => commands.listExport(list, title, filters, task)),
    onSuccess: (file) => {
      const key = file.path;
      notification.success({
        key,
        title: parts.exported.done(file.name, count(file.rows)),
        description: <Written file={file} done={() => notification.destroy(key)} />,
        duration: 20,
      });
    },
    onError: tell.failed,
  });
  const why = !may ? common.notAllowed : write.isPending ? parts.exported.busy : null;
  return { run: write.mutate, busy: write.isPending, why };
}

/** Takes out what the list shows: the same rows, order and columns. */
export function ExportList({ wanted }: { wanted: Wanted }) {
  const { run, busy, why } = useListExport();
  return (
    <Act shortcut="export" why={why} loading={busy} data-testid="list-export" onClick={() => run(wanted)}>
      {parts.exported.run}
    </Act>
  );
}
