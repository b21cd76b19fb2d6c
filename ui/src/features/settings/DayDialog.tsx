import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { call, commands, keys, type DayKind } from '../../ipc';
import { common, fullDay } from '../../messages';
import { useTell } from '../../parts';
import { words } from './messages';
import type { GridDay } from './months';

const WORDS = words.calendar;
type Choice = DayKind | 'plain';

interface Props {
  day: GridDay;
  year: number;
  onClose: () => void;
}

/** Makes a day a holiday, a working day, or a plain day of the week again; it can be taken back. */
export function DayDialog({ day, year, onClose }: Props) {
  const tell = useTell();
  const client = useQueryClient();
  const [kind, setKind] = useState<Choice>(day.special?.kind ?? 'plain');
  const [name, setName] = useState(day.special?.name ?? '');
  const set = useMutation({
    mutationFn: (to: { kind: DayKind | null; name: string }) =>
      call(commands.calendarSetDay(day.date, to.kind, to.name)),
    onSuccess: (changed) => client.setQueryData(keys.calendarYear(year), changed),
    onError: tell.failed,
  });
  const before = { kind: day.special?.kind ?? null, name: day.special?.name ?? '' };
  const save = () =>
    set.mutate(
      { kind: kind === 'plain' ? null : kind, name: kind === 'plain' ? '' : name.trim() },
      {
        onSuccess: ({ moved }) => {
          onClose();
          tell.done(WORDS.saved(fullDay(day.date)) + WORDS.moved(moved ?? 0), () => set.mutate(before));
        },
      },
    );

  return (
    <Modal
      open
      title={fullDay(day.date)}
      okText={common.save}
      confirmLoading={set.isPending}
      onOk={save}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label={WORDS.kind}>
          <Radio.Group
            vertical
            value={kind}
            onChange={(event) => setKind(event.target.value as Choice)}
            options={(Object.keys(WORDS.kinds) as Choice[]).map((value) => ({
              value,
              label: WORDS.kinds[value],
            }))}
          />
        </Form.Item>
        {kind !== 'plain' && (
          <Form.Item label={WORDS.name}>
            <Input
              maxLength={20}
              placeholder={WORDS.namePlaceholder}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
