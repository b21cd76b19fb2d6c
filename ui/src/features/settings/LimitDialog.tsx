import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Flex, Input, InputNumber, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import {
  call,
  commands,
  keys,
  terms,
  type Basis,
  type LimitInput,
  type LimitShown,
  type Unit,
} from '../../ipc';
import { common } from '../../messages';
import { ErrorNote, useTell } from '../../parts';
import { LimitPreviewList } from './LimitPreviewList';
import { words } from './messages';

const WORDS = words.limits;

const options = <T extends string>(of: Readonly<Record<T, string>>) =>
  (Object.entries(of) as [T, string][]).map(([value, label]) => ({ value, label }));

/** Changes a limit: first shows what that does to what is under way. */
export function LimitDialog({ limit, onClose }: { limit: LimitShown; onClose: () => void }) {
  const [value, setValue] = useState<LimitInput>(limit.value);
  const [reckon, setReckon] = useState(false);
  const client = useQueryClient();
  const tell = useTell();
  const set = (part: Partial<LimitInput>) => setValue((before) => ({ ...before, ...part }));
  const timing = JSON.stringify([value.limit, value.warnAtPercent, value.active]);
  const changed = JSON.stringify(value) !== JSON.stringify(limit.value);
  const preview = useQuery({
    queryKey: keys.limitPreview(limit.code, timing),
    queryFn: () => call(commands.limitPreview(limit.code, value)),
    enabled: changed && value.source.trim() !== '',
    placeholderData: (before) => before,
  });
  const refresh = () => void client.invalidateQueries();
  const undo = useMutation({
    mutationFn: ({ version, before }: { version: number; before: LimitInput }) =>
      call(commands.limitUndo(limit.code, version, before)),
    onSuccess: ({ moved }) => tell.done(WORDS.undone(moved)),
    onError: tell.failed,
    onSettled: refresh,
  });
  const save = useMutation({
    mutationFn: () => call(commands.limitChange(limit.code, limit.version, value, reckon && value.active)),
    onSuccess: ({ moved, before, limit: now }) => {
      tell.done(WORDS.changed(limit.name, moved), () => undo.mutate({ version: now.version, before }));
      onClose();
    },
    onError: tell.failed,
    onSettled: refresh,
  });
  const sourceless = value.source.trim() === '';
  return (
    <Modal
      open
      width={640}
      title={WORDS.editOf(limit.name)}
      okText={common.save}
      cancelText={common.cancel}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: !changed || sourceless, 'data-testid': 'limit-save' }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <Flex vertical gap={12}>
        <Flex gap={8} align="center" wrap>
          <InputNumber
            aria-label={WORDS.limit}
            min={1}
            max={10_000}
            precision={0}
            value={value.limit.amount}
            data-testid="limit-amount"
            onChange={(amount) => amount && set({ limit: { ...value.limit, amount } })}
          />
          <Select<Unit>
            aria-label={WORDS.unit}
            style={{ width: 110 }}
            value={value.limit.unit}
            options={options(terms.Unit)}
            onChange={(unit) => set({ limit: { ...value.limit, unit } })}
          />
          <span>{WORDS.warn}</span>
          <InputNumber
            aria-label={WORDS.warn}
            min={1}
            max={100}
            precision={0}
            suffix="%"
            value={value.warnAtPercent}
            onChange={(share) => share && set({ warnAtPercent: share })}
          />
          <span>{WORDS.active}</span>
          <Switch
            aria-label={WORDS.active}
            checked={value.active}
            onChange={(active) => {
              set({ active });
              if (!active) setReckon(false);
            }}
          />
        </Flex>
        <Flex gap={8} align="center">
          <Select<Basis>
            aria-label={WORDS.basis}
            style={{ width: 120 }}
            value={value.basis}
            options={options(terms.Basis)}
            onChange={(basis) => set({ basis })}
          />
          <Input
            aria-label={WORDS.source}
            maxLength={200}
            status={sourceless ? 'error' : ''}
            placeholder={WORDS.sourceNeeded}
            value={value.source}
            onChange={(event) => set({ source: event.target.value })}
          />
        </Flex>
        <ErrorNote error={preview.error} onRetry={() => void preview.refetch()} />
        {changed && preview.data && (
          <LimitPreviewList
            preview={preview.data}
            active={value.active}
            reckon={reckon}
            onReckon={setReckon}
          />
        )}
      </Flex>
    </Modal>
  );
}
