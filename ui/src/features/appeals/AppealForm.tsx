import { DatePicker, Flex, Form, Input, InputNumber, Select, Typography } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { terms, type AppealDetail } from '../../ipc';
import { common } from '../../messages';
import {
  AgencyPicker,
  CategoryPicker,
  DivisionPicker,
  DraftNote,
  FormFoot,
  partWords,
  useFormDraft,
} from '../../parts';
import { useBack } from '../../routing';
import { useMay } from '../../session';
import { asInput, beginNew, beginWith, type Fields } from './fields';
import { words } from './messages';
import { PartyFields } from './PartyFields';
import { useSaving } from './useSaving';

const options = (list: Readonly<Record<string, string>>) =>
  Object.entries(list).map(([value, label]) => ({ value, label }));
const CHANNELS = options(terms.Channel);
const ASK_KINDS = options(terms.AskKind);
const needed = (message: string) => [{ required: true, message }];
const filled = (message: string) => [{ required: true, whitespace: true, message }];
const HALF = { flex: '1 1 220px' };

/** What a person fills in for an appeal; `before` is the one that is changed. */
export function AppealForm({ before }: { before: AppealDetail | null }) {
  const [form] = Form.useForm<Fields>();
  const back = useBack();
  const may = useMay(before ? 'edit_appeal' : 'register_appeal');
  const draft = useFormDraft<Fields>({
    name: `appeal.${before?.row.id ?? 'new'}`,
    version: before?.row.version ?? 0,
    times: ['receivedAt'],
    without: ['partyPhone', 'partyIdNumber', 'partyAddress'],
  });
  const [restored, setRestored] = useState(draft.restored !== null);
  const [fresh] = useState(() => (before ? beginWith(before) : beginNew(new Date().toISOString())));
  const saving = useSaving(before, draft.clear);
  const drop = () => {
    draft.drop(form, fresh);
    setRestored(false);
  };
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      initialValues={{ ...fresh, ...draft.restored }}
      onValuesChange={(_, fields) => draft.keep(fields)}
      onFinish={(fields) => saving.mutate(asInput(fields))}
    >
      {restored && <DraftNote {...(!before && { note: words.draftNote })} onDrop={drop} />}
      <Form.Item name="title" label={words.column.title} rules={filled(words.needed.title)}>
        <Input
          maxLength={200}
          showCount
          placeholder={words.titleHint}
          autoFocus
          data-testid="appeal-form-title"
        />
      </Form.Item>
      <Form.Item name="text" label={words.text} rules={filled(words.needed.text)}>
        <Input.TextArea
          maxLength={20_000}
          showCount
          autoSize={{ minRows: 4, maxRows: 14 }}
          data-testid="appeal-form-text"
        />
      </Form.Item>
      <Flex gap="0 16px" wrap>
        <Form.Item name="channel" label={words.column.channel} style={HALF}>
          <Select options={CHANNELS} data-testid="appeal-form-channel" />
        </Form.Item>
        <Form.Item name="askKind" label={words.askKind} style={HALF}>
          <Select options={ASK_KINDS} />
        </Form.Item>
        <Form.Item
          name="category"
          label={words.column.category}
          rules={needed(words.needed.category)}
          style={HALF}
        >
          <CategoryPicker data-testid="appeal-form-category" />
        </Form.Item>
        <Form.Item
          name="receivedAt"
          label={words.column.received}
          extra={words.limit.receivedAt}
          rules={needed(words.needed.received)}
          style={HALF}
        >
          <DatePicker
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD HH:mm"
            style={{ width: '100%' }}
            disabledDate={(day) => day.isAfter(dayjs(), 'day')}
          />
        </Form.Item>
        <Form.Item name="divisionId" label={words.division} style={HALF}>
          <DivisionPicker data-testid="appeal-form-division" />
        </Form.Item>
        <Form.Item name="place" label={words.place} extra={partWords.limit.chars(300)} style={HALF}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="handlerId" label={words.column.handler} style={HALF}>
          <AgencyPicker />
        </Form.Item>
        <Form.Item name="peopleConcerned" label={words.column.people} extra={words.limit.people} style={HALF}>
          <InputNumber min={1} max={10_000_000} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="sourceNumber"
          label={words.column.sourceNumber}
          extra={partWords.limit.chars(60)}
          style={HALF}
        >
          <Input maxLength={60} />
        </Form.Item>
      </Flex>
      <Typography.Title level={5}>{words.partySection}</Typography.Title>
      <PartyFields editing={before !== null} />
      <FormFoot
        error={saving.error}
        why={may ? null : common.notAllowed}
        busy={saving.isPending}
        onSave={() => form.submit()}
        onCancel={back}
        testId="appeal-save"
      />
    </Form>
  );
}
