import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Form, Modal, Skeleton, Typography } from 'antd';
import { call, commands, keys, terms, type DutyList, type DutyLists } from '../../../ipc';
import { common } from '../../../messages';
import { ErrorNote, useTell } from '../../../parts';
import { CategoriesPicker } from './CategoriesPicker';
import { words } from './messages';

const LISTS = Object.keys(terms.DutyList) as DutyList[];

/** Which kinds of matters stand on which duty list. */
export function DutyListsDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const tell = useTell();
  const [form] = Form.useForm<DutyLists>();
  const lists = useQuery({ queryKey: keys.dutyLists, queryFn: () => call(commands.dutyLists()) });
  const save = useMutation({
    mutationFn: (changed: DutyLists) => call(commands.dutyListsSet(changed)),
    onSuccess: (saved) => {
      client.setQueryData(keys.dutyLists, saved);
      tell.done(words.lists.saved);
      onClose();
    },
    onError: tell.failed,
  });
  return (
    <Modal
      open
      title={words.lists.title}
      okText={common.save}
      confirmLoading={save.isPending}
      onCancel={onClose}
      onOk={() => lists.data && save.mutate({ ...lists.data, ...form.getFieldsValue() })}
    >
      <Typography.Paragraph type="secondary">{words.lists.note}</Typography.Paragraph>
      <ErrorNote error={lists.error} onRetry={() => void lists.refetch()} />
      {lists.isPending && <Skeleton active />}
      {lists.data && (
        <Form form={form} layout="vertical" initialValues={lists.data}>
          {LISTS.map((list) => (
            <Form.Item key={list} name={list} label={terms.DutyList[list]}>
              <CategoriesPicker />
            </Form.Item>
          ))}
        </Form>
      )}
    </Modal>
  );
}
