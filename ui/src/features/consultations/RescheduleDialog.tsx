import { useMutation, useQueryClient } from '@tanstack/react-query';
import { DatePicker, Form, Input, InputNumber, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import { call, commands, keys, type ConsultationDetail, type SlotInput } from '../../ipc';
import { common, fromInstant, toInstant } from '../../messages';
import { ErrorNote, RoomPicker, useTell } from '../../parts';
import { words } from './messages';

interface Fields {
  startsAt: Dayjs;
  minutes: number;
  roomId?: string;
  place?: string;
  reason?: string;
}

const asSlot = (fields: Fields): SlotInput => ({
  startsAt: toInstant(fields.startsAt),
  minutes: fields.minutes,
  roomId: fields.roomId ?? null,
  place: fields.place?.trim() || null,
});

interface Props {
  detail: ConsultationDetail;
  onClose: () => void;
}

/** Asks for another time and place, or the first. */
export function RescheduleDialog({ detail, onClose }: Props) {
  const { row } = detail;
  const [form] = Form.useForm<Fields>();
  const client = useQueryClient();
  const tell = useTell();
  const save = useMutation({
    mutationFn: (fields: Fields) =>
      call(
        commands.consultationReschedule(row.id, row.version, asSlot(fields), fields.reason?.trim() || null),
      ),
    onSuccess: (next) => {
      client.setQueryData(keys.consultation.detail(next.row.id), next);
      void client.invalidateQueries({ queryKey: keys.consultation.all });
      tell.done(words.rescheduled);
      onClose();
    },
  });
  const needed = (message: string) => [{ required: true, message }];
  return (
    <Modal
      open
      title={row.startsAt ? words.reschedule : words.schedule}
      okText={common.confirm}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      okButtonProps={{ 'data-testid': 'consultation-reschedule-confirm' }}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={{
          minutes: row.minutes,
          ...(row.startsAt && { startsAt: fromInstant(row.startsAt) }),
          ...(detail.roomId && { roomId: detail.roomId }),
          // A room's name stands where a place would.
          place: detail.roomId ? '' : (row.place ?? ''),
        }}
        onFinish={(fields) => save.mutate(fields)}
      >
        <Form.Item name="startsAt" label={words.startsAt} rules={needed(words.startsAtNeeded)}>
          <DatePicker
            showTime={{ format: 'HH:mm', minuteStep: 5 }}
            format="YYYY-MM-DD HH:mm"
            data-testid="consultation-reschedule-at"
          />
        </Form.Item>
        <Form.Item name="minutes" label={words.minutes} rules={needed(words.minutesNeeded)}>
          <InputNumber min={15} max={480} precision={0} />
        </Form.Item>
        {row.kind === 'room' && (
          <Form.Item name="roomId" label={words.room} rules={needed(words.roomNeeded)}>
            <RoomPicker />
          </Form.Item>
        )}
        <Form.Item
          name="place"
          label={words.place}
          rules={[{ required: row.kind === 'onsite', whitespace: true, message: words.placeNeeded }]}
        >
          <Input maxLength={300} />
        </Form.Item>
        {row.startsAt && (
          <Form.Item
            name="reason"
            label={words.reason}
            rules={needed(words.reasonNeeded)}
            style={{ marginBottom: 36 }}
          >
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 4 }} maxLength={200} showCount />
          </Form.Item>
        )}
        <ErrorNote error={save.error} />
      </Form>
    </Modal>
  );
}
