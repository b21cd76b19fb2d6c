import { useMutation, useQueryClient } from '@tanstack/react-query';
import { DatePicker, Flex, Form, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import {
  call,
  commands,
  keys,
  terms,
  type AgencyKind,
  type AppealDetail,
  type CaseDetail,
  type ConsultationInput,
} from '../../ipc';
import { common } from '../../messages';
import {
  AgenciesPicker,
  AgencyPicker,
  DraftNote,
  FormFoot,
  PeoplePicker,
  PersonPicker,
  RoomPicker,
  useFormDraft,
  useTell,
} from '../../parts';
import { addresses, To, useBack, useGo } from '../../routing';
import { useMay } from '../../session';
import { asInput, beginWith, type Fields } from './fields';
import { words } from './messages';

const TOWNS: readonly AgencyKind[] = ['town', 'village'];
const KINDS = Object.entries(terms.ConsultationKind).map(([value, label]) => ({ value, label }));

interface Props {
  appeals: AppealDetail[];
  cases: CaseDetail[];
}

/** What a person fills in for a consultation. */
export function ConsultationForm({ appeals, cases }: Props) {
  const [form] = Form.useForm<Fields>();
  const client = useQueryClient();
  const tell = useTell();
  const go = useGo();
  const back = useBack();
  const may = useMay('create_consultation');
  const lead = Form.useWatch('leadId', form);
  const kind = Form.useWatch('kind', form);
  const [fresh] = useState(() => beginWith(appeals, cases));
  const draft = useFormDraft<Fields>({
    name: `consultation.${[...appeals, ...cases].map(({ row }) => row.id).join()}`,
    times: ['startsAt', 'mustBeHeldBy'],
  });
  const [restored, setRestored] = useState(draft.restored !== null);
  const save = useMutation({
    mutationFn: (input: ConsultationInput) => call(commands.consultationCreate(input)),
    onSuccess: (made) => {
      draft.clear();
      client.setQueryData(keys.consultation.detail(made.row.id), made);
      void client.invalidateQueries({ queryKey: keys.consultation.all });
      void client.invalidateQueries({ queryKey: keys.appeal.all });
      tell.done(words.created);
      go(addresses.consultations.at({ open: made.row.id }), { replace: true });
    },
  });
  const about = {
    appealIds: appeals.map(({ row }) => row.id),
    caseIds: cases.map(({ row }) => row.id),
  };
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      initialValues={{ ...fresh, ...draft.restored }}
      onValuesChange={(_, fields) => draft.keep(fields)}
      onFinish={(fields) => save.mutate(asInput(fields, about))}
    >
      {restored && (
        <DraftNote
          onDrop={() => {
            draft.drop(form, fresh);
            setRestored(false);
          }}
        />
      )}
      {appeals.length + cases.length > 0 && (
        <Form.Item label={words.about}>
          {appeals.map(({ row }) => (
            <div key={row.id}>
              <To place={addresses.appeals.at({ open: row.id })}>
                {row.number} {row.title}
              </To>
            </div>
          ))}
          {cases.map(({ row }) => (
            <div key={row.id}>
              <To place={addresses.cases.at({ open: row.id })}>
                {row.number} {row.name}
              </To>
            </div>
          ))}
        </Form.Item>
      )}
      <Form.Item
        name="topic"
        label={words.topic}
        rules={[{ required: true, whitespace: true, message: words.topicNeeded }]}
      >
        <Input maxLength={100} data-testid="consultation-topic" />
      </Form.Item>
      <Form.Item name="kind" label={words.kind}>
        <Radio.Group options={KINDS} data-testid="consultation-kind" />
      </Form.Item>
      <Form.Item name="leadId" label={words.lead} rules={[{ required: true, message: words.leadNeeded }]}>
        <AgencyPicker data-testid="consultation-lead" />
      </Form.Item>
      <Form.Item name="cooperatingIds" label={words.cooperating}>
        <AgenciesPicker without={lead ? [lead] : []} data-testid="consultation-cooperating" />
      </Form.Item>
      <Form.Item name="convenerIds" label={words.conveners} extra={words.convenersHint}>
        <AgenciesPicker />
      </Form.Item>
      <Form.Item name="territoryId" label={words.territory}>
        <AgencyPicker kinds={TOWNS} data-testid="consultation-territory" />
      </Form.Item>
      <Form.Item name="requestedById" label={words.requestedBy}>
        <AgencyPicker />
      </Form.Item>
      <Form.Item name="presidingId" label={words.presiding}>
        <PersonPicker kind="city_leader" />
      </Form.Item>
      <Flex gap="middle" wrap>
        <Form.Item name="startsAt" label={words.startsAt}>
          <DatePicker
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD HH:mm"
            data-testid="consultation-starts-at"
          />
        </Form.Item>
        <Form.Item name="minutes" label={words.minutes}>
          <InputNumber min={15} max={480} precision={0} />
        </Form.Item>
        <Form.Item name="mustBeHeldBy" label={words.mustBeHeldBy}>
          <DatePicker format="YYYY-MM-DD" />
        </Form.Item>
      </Flex>
      <Form.Item
        name="roomId"
        label={words.room}
        rules={[{ required: kind === 'room', message: words.roomNeeded }]}
      >
        <RoomPicker data-testid="consultation-room" />
      </Form.Item>
      <Form.Item
        name="place"
        label={words.place}
        rules={[{ required: kind === 'onsite', whitespace: true, message: words.placeNeeded }]}
      >
        <Input maxLength={100} data-testid="consultation-place" />
      </Form.Item>
      <Form.Item name="mustAttend" label={words.mustAttend}>
        <PeoplePicker />
      </Form.Item>
      <Form.Item name="shouldAttend" label={words.shouldAttend}>
        <PeoplePicker />
      </Form.Item>
      <Form.Item name="remark" label={words.remark}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
      </Form.Item>
      <FormFoot
        error={save.error}
        why={may ? null : common.notAllowed}
        busy={save.isPending}
        onSave={() => form.submit()}
        onCancel={back}
        testId="consultation-save"
      />
    </Form>
  );
}
