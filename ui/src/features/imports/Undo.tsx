import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState } from 'react';
import { call, commands, keys, type ImportDetail } from '../../ipc';
import { common, count, fullTime } from '../../messages';
import { Act, useTell } from '../../parts';
import { useMay } from '../../session';
import { words } from './messages';
import styles from './Imports.module.css';

const WORDS = words.undo;

/** An import, and whether it may be taken back. */
export const useImportDetail = (id: string) =>
  useQuery({ queryKey: keys.import.detail(id), queryFn: () => call(commands.importDetail(id)) });

/** What stands where an import was taken back. */
export function Undone({ row }: { row: ImportDetail['row'] }) {
  if (!row.undoneAt) return null;
  return (
    <span className={styles['undone']} role="status" data-testid="import-undone">
      ■ {WORDS.undone(row.undoneBy ?? common.none, fullTime(row.undoneAt))}
    </span>
  );
}

/** Takes an import back as a whole; the button says why it can't be. */
export function UndoImport({ id }: { id: string }) {
  const client = useQueryClient();
  const tell = useTell();
  const may = useMay('import_appeals');
  const detail = useImportDetail(id);
  const [asking, setAsking] = useState(false);
  const undo = useMutation({
    mutationFn: (version: number) => call(commands.importUndo(id, version)),
    onSuccess: (after) => {
      client.setQueryData(keys.import.detail(id), after);
      tell.done(WORDS.done);
    },
    onError: tell.failed,
    onSettled: () => {
      setAsking(false);
      // A refusal means that somebody has built on it meanwhile.
      void client.invalidateQueries({ queryKey: keys.import.all });
      void client.invalidateQueries({ queryKey: keys.appeal.all });
    },
  });
  const { row, undo: outlook } = detail.data ?? {};
  if (row?.undoneAt) return <Undone row={row} />;
  const why = may ? (outlook ? outlook.whyNot : WORDS.checking) : common.notAllowed;
  return (
    <>
      <Act danger why={why} data-testid="import-undo" onClick={() => setAsking(true)}>
        {WORDS.act}
      </Act>
      {row && outlook && (
        <Modal
          open={asking}
          title={`${WORDS.title}：${row.fileName}`}
          okText={WORDS.act}
          okButtonProps={{ danger: true, 'data-testid': 'import-undo-confirm' }}
          confirmLoading={undo.isPending}
          onOk={() => undo.mutate(row.version)}
          onCancel={() => setAsking(false)}
        >
          {outlook.removes > 0 && <p>{WORDS.removes(count(outlook.removes))}</p>}
          {outlook.restores > 0 && <p>{WORDS.restores(count(outlook.restores))}</p>}
          <p className={styles['soft']}>{WORDS.lasting}</p>
        </Modal>
      )}
    </>
  );
}
