import { useMutation, useQuery } from '@tanstack/react-query';
import { Checkbox, Divider, Flex, Form, Input, InputNumber, Modal, Select } from 'antd';
import { call, commands, keys, terms, type DutyList, type Level, type TriageRuleInput } from '../../../ipc';
import { common } from '../../../messages';
import { Act, CategoryPicker, useTell } from '../../../parts';
import { CategoriesPicker } from './CategoriesPicker';
import { words } from './messages';
import { useSavingRule } from './saving';
import { Trial } from './Trial';

const BEGIN: TriageRuleInput = {
  id: null,
  version: 0,
  name: '',
  priority: 60,
  wordsAny: [],
  wordsAll: [],
  categories: [],
  peopleFrom: null,
  raisedFrom: null,
  lists: [],
  level: null,
  category: null,
  lead: null,
  cooperating: [],
  active: true,
};

const options = <C extends string>(list: Readonly<Record<C, string>>) =>
  (Object.entries(list) as [C, string][]).map(([value, label]) => ({ value, label }));

/** Half of a line. */
const HALF = { flex: '1 1 240px' } as const;
const WIDE = { width: '100%' } as const;

/** A rule as it is written: what is left out of it is nothing, not missing. */
function filled(begun: TriageRuleInput, values: Partial<TriageRuleInput>): TriageRuleInput {
  return {
    ...begun,
    ...values,
    peopleFrom: values.peopleFrom ?? null,
    raisedFrom: values.raisedFrom ?? null,
    level: values.level ?? null,
    category: values.category ?? null,
    lead: values.lead ?? null,
  };
}

/** Writes a rule, or a new one; it can be tried on the past before it counts. */
export function RuleDialog({ rule, onClose }: { rule: TriageRuleInput | null; onClose: () => void }) {
  const tell = useTell();
  const begun = rule ?? BEGIN;
  const [form] = Form.useForm<TriageRuleInput>();
  const saving = useSavingRule(onClose);
  const trial = useMutation({
    mutationFn: (given: TriageRuleInput) => call(commands.triageRuleTry(given)),
    onError: tell.failed,
  });
  const agencies = useQuery({ queryKey: keys.agencies, queryFn: () => call(commands.agencies()) });
  const names = (agencies.data ?? []).map(({ shortName }) => ({ value: shortName, label: shortName }));
  const given = () => filled(begun, form.getFieldsValue());
  return (
    <Modal
      open
      width={760}
      style={{ top: 24 }}
      title={rule ? words.editTitle : words.addTitle}
      okText={common.save}
      confirmLoading={saving.isPending}
      onOk={() => saving.mutate(given())}
      onCancel={onClose}
      okButtonProps={{ 'data-testid': 'rule-save' }}
      footer={(buttons) => (
        <Flex gap={8} justify="flex-end">
          <Act data-testid="rule-try" loading={trial.isPending} onClick={() => trial.mutate(given())}>
            {words.try}
          </Act>
          {buttons}
        </Flex>
      )}
    >
      <Form form={form} layout="vertical" initialValues={begun} size="small">
        <Flex gap={12}>
          <Form.Item name="name" label={words.name} style={{ flex: 1 }}>
            <Input maxLength={60} autoFocus data-testid="rule-name" />
          </Form.Item>
          <Form.Item name="priority" label={words.priority}>
            <InputNumber min={0} max={100} precision={0} />
          </Form.Item>
        </Flex>
        <Divider titlePlacement="start" plain style={{ margin: '0 0 8px' }}>
          {words.when}
        </Divider>
        <Flex gap="0 12px" wrap>
          <Form.Item name="wordsAny" label={words.wordsAny} style={HALF}>
            <Select mode="tags" open={false} placeholder={words.typeWord} />
          </Form.Item>
          <Form.Item name="wordsAll" label={words.wordsAll} style={HALF}>
            <Select mode="tags" open={false} placeholder={words.typeWord} />
          </Form.Item>
          <Form.Item name="categories" label={words.categories} style={HALF}>
            <CategoriesPicker />
          </Form.Item>
          <Flex gap={12} style={HALF}>
            <Form.Item name="peopleFrom" label={words.people} style={{ flex: 1 }}>
              <InputNumber min={1} precision={0} style={WIDE} />
            </Form.Item>
            <Form.Item name="raisedFrom" label={words.raised} style={{ flex: 1 }}>
              <InputNumber min={2} max={1000} precision={0} style={WIDE} />
            </Form.Item>
          </Flex>
          <Form.Item name="lists" label={words.duty} style={{ flex: '1 1 100%' }}>
            <Checkbox.Group<DutyList> options={options(terms.DutyList)} />
          </Form.Item>
        </Flex>
        <Divider titlePlacement="start" plain style={{ margin: '0 0 8px' }}>
          {words.then}
        </Divider>
        <Flex gap="0 12px" wrap>
          <Form.Item name="level" label={words.level} style={HALF}>
            <Select<Level> allowClear options={options(terms.Level)} />
          </Form.Item>
          <Form.Item name="category" label={words.category} style={HALF}>
            <CategoryPicker />
          </Form.Item>
          <Form.Item name="lead" label={words.lead} style={HALF}>
            <Select allowClear showSearch options={names} />
          </Form.Item>
          <Form.Item name="cooperating" label={words.cooperating} style={HALF}>
            <Select mode="multiple" allowClear options={names} />
          </Form.Item>
        </Flex>
      </Form>
      {trial.data && <Trial trial={trial.data} />}
    </Modal>
  );
}
