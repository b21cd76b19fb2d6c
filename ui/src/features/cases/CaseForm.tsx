import { useMutation, useQueryClient } from '@tanstack/react-query';
import { DatePicker, Flex, Form, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { call, commands, keys, terms, type AppealDetail, type CaseInput } from '../../ipc';
import { common } from '../../messages';
import {
  AgencyPicker,
  CategoryPicker,
  DivisionPicker,
  DraftNote,
  FormFoot,
  PersonPicker,
  useFormDraft,
  useTell,
} from '../../parts';
import { addresses, To, useBack, useGo } from '../../routing';
import { useMay, useSession } from '../../session';
import { asInput, beginWith, type Fields } from './fields';
import { words } from './messages';

const options = (list: Readonly<Record<string, string>>) =>
  Object.entries(list).map(([value, label]) => ({ value, label }));
const LEVELS = options(terms.CaseLevel);
const RISKS = options(terms.Risk);

/** What a person fills in for a case. */
export function CaseForm({ appeals }: { appeals: AppealDetail[] }) {
  const [form] = Form.useForm<Fields>();
  const client = useQueryClient();
  const tell = useTell();
  const go = useGo();
  const back = useBack();
  const may = useMay('open_case');
  const { today } = useSession();
  const level = Form.useWatch('level', form);
  const responsible = Form.useWatch('responsibleId', form);
  const [fresh] = useState(() => beginWith(appeals, today));
  const draft = useFormDraft<Fields>({
    name: `case.${appeals.map(({ row }) => row.id).join()}`,
    times: ['startOn', 'dueOn'],
  });
  const [restored, setRestored] = useState(draft.restored !== null);
  const save = useMutation({
    mutationFn: (input: CaseInput) => call(commands.caseOpen(input)),
    onSuccess: (made) => {
      draft.clear();
      client.setQueryData(keys.case.detail(made.row.id), made);
      void client.invalidateQueries({ queryKey: keys.case.all });
      void client.invalidateQueries({ queryKey: keys.appeal.all });
      tell.done(words.opened);
      go(addresses.cases.at({ open: made.row.id }), { replace: true });
    },
  });
  const needed = (message: string) => [{ required: true, message }];
  const filled = (message: string) => [{ required: true, whitespace: true, message }];
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      initialValues={{ ...fresh, ...draft.restored }}
      onValuesChange={(_, fields) => draft.keep(fields)}
      onFinish={(fields) =>
        save.mutate(
          asInput(
            fields,
            appeals.map(({ row }) => row.id),
          ),
        )
      }
    >
      {restored && (
        <DraftNote
          onDrop={() => {
            draft.drop(form, fresh);
            setRestored(false);
          }}
        />
      )}
      {appeals.length > 0 && (
        <Form.Item label={words.about}>
          {appeals.map(({ row }) => (
            <div key={row.id}>
              <To place={addresses.appeals.at({ open: row.id })}>
                {row.number} {row.title}
              </To>
            </div>
          ))}
        </Form.Item>
      )}
      <Form.Item name="name" label={words.name} rules={filled(words.nameNeeded)}>
        <Input maxLength={100} data-testid="case-name" />
      </Form.Item>
      <Form.Item name="level" label={words.level}>
        <Radio.Group options={LEVELS} data-testid="case-level" />
      </Form.Item>
      <Form.Item name="risk" label={words.risk}>
        <Radio.Group options={RISKS} data-testid="case-risk" />
      </Form.Item>
      <Form.Item name="category" label={words.category} rules={needed(words.categoryNeeded)}>
        <CategoryPicker data-testid="case-category" />
      </Form.Item>
      <Form.Item name="leaderId" label={words.leader} rules={needed(words.leaderNeeded)}>
        <PersonPicker
          kind={level === 'town' || level === 'agency' ? undefined : 'city_leader'}
          data-testid="case-leader"
        />
      </Form.Item>
      <Form.Item name="responsibleId" label={words.responsible} rules={needed(words.responsibleNeeded)}>
        <AgencyPicker data-testid="case-responsible" />
      </Form.Item>
      <Form.Item name="contactId" label={words.contact}>
        <PersonPicker agencyId={responsible} />
      </Form.Item>
      <Form.Item name="divisionId" label={words.town}>
        <DivisionPicker />
      </Form.Item>
      <Form.Item name="demand" label={words.demand} rules={filled(words.demandNeeded)}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} data-testid="case-demand" />
      </Form.Item>
      <Form.Item name="plan" label={words.plan}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} />
      </Form.Item>
      <Flex gap="middle" wrap>
        <Form.Item name="startOn" label={words.startOn} rules={needed(words.startNeeded)}>
          <DatePicker format="YYYY-MM-DD" data-testid="case-start-on" />
        </Form.Item>
        <Form.Item name="dueOn" label={words.dueOn} extra={words.dueHint}>
          <DatePicker format="YYYY-MM-DD" />
        </Form.Item>
        <Form.Item name="peopleConcerned" label={words.peopleConcerned}>
          <InputNumber min={1} max={1_000_000} precision={0} />
        </Form.Item>
      </Flex>
      <FormFoot
        error={save.error}
        why={may ? null : common.notAllowed}
        busy={save.isPending}
        onSave={() => form.submit()}
        onCancel={back}
        testId="case-save"
      />
    </Form>
  );
}
