import { DatePicker, Form, InputNumber, Space } from 'antd';
import dayjs from 'dayjs';
import { terms, type AskKind, type Channel, type Satisfaction } from '../../ipc';
import { AgencyPicker, CategoryPicker, DivisionPicker, ManyFilter, OneFilter } from '../../parts';
import type { Change, Held } from './filters';
import { words } from './messages';

const WIDE = { width: 260 } as const;
const f = words.filter;
const date = (day: string | undefined) => (day ? dayjs(day) : null);

interface DaysProps {
  label: string;
  from: string | undefined;
  to: string | undefined;
  onChange: (from: string | undefined, to: string | undefined) => void;
}

/** From a day to a day; either may be left open. */
function Days({ label, from, to, onChange }: DaysProps) {
  return (
    <Form.Item label={label}>
      <DatePicker.RangePicker
        style={WIDE}
        allowEmpty={[true, true]}
        placeholder={f.span}
        value={[date(from), date(to)]}
        onChange={(days) => onChange(days?.[0]?.format('YYYY-MM-DD'), days?.[1]?.format('YYYY-MM-DD'))}
      />
    </Form.Item>
  );
}

/** The filters that are used now and then. */
export function MoreFilters({ held, change }: { held: Held; change: Change }) {
  return (
    <Form layout="horizontal" labelCol={{ flex: '90px' }} size="small" data-testid="more-filters">
      <Form.Item label={f.division}>
        <DivisionPicker
          style={WIDE}
          {...(held.division && { value: held.division })}
          onChange={(division: string | undefined) => change({ division })}
        />
      </Form.Item>
      <Form.Item label={f.agency}>
        <AgencyPicker
          style={WIDE}
          {...(held.agency && { value: held.agency })}
          onChange={(agency: string | undefined) => change({ agency })}
        />
      </Form.Item>
      <Form.Item label={f.category}>
        <CategoryPicker
          style={WIDE}
          allowClear
          {...(held.category && { value: held.category })}
          onChange={(category: string | undefined) => change({ category })}
        />
      </Form.Item>
      <Form.Item label={f.channels}>
        <ManyFilter<Channel>
          label={f.any}
          list={terms.Channel}
          width={260}
          value={held.channels}
          onChange={(channels) => change({ channels })}
        />
      </Form.Item>
      <Form.Item label={f.askKinds}>
        <ManyFilter<AskKind>
          label={f.any}
          list={terms.AskKind}
          width={260}
          value={held.askKinds}
          onChange={(askKinds) => change({ askKinds })}
        />
      </Form.Item>
      <Form.Item label={f.satisfactions}>
        <ManyFilter<Satisfaction>
          label={f.any}
          list={terms.Satisfaction}
          width={260}
          value={held.satisfactions}
          onChange={(satisfactions) => change({ satisfactions })}
        />
      </Form.Item>
      <Days
        label={f.receivedTag}
        from={held.from}
        to={held.to}
        onChange={(from, to) => change({ from, to })}
      />
      <Days
        label={f.deadlineTag}
        from={held.dueFrom}
        to={held.dueTo}
        onChange={(dueFrom, dueTo) => change({ dueFrom, dueTo })}
      />
      <Days
        label={f.closedTag}
        from={held.closedFrom}
        to={held.closedTo}
        onChange={(closedFrom, closedTo) => change({ closedFrom, closedTo })}
      />
      <Form.Item label={f.people}>
        <Space.Compact>
          <InputNumber
            style={{ width: 130 }}
            min={0}
            precision={0}
            placeholder={f.least}
            aria-label={f.least}
            value={held.peopleFrom ?? null}
            onChange={(least) => change({ peopleFrom: least ?? undefined })}
          />
          <InputNumber
            style={{ width: 130 }}
            min={0}
            precision={0}
            placeholder={f.most}
            aria-label={f.most}
            value={held.peopleTo ?? null}
            onChange={(most) => change({ peopleTo: most ?? undefined })}
          />
        </Space.Compact>
      </Form.Item>
      <Form.Item label={f.others} style={{ marginBottom: 0 }}>
        <Space>
          <OneFilter
            label={f.attachment}
            list={f.attached}
            value={held.attached}
            onChange={(attached) => change({ attached })}
          />
          <OneFilter
            label={f.merging}
            list={f.merged}
            value={held.merged}
            onChange={(merged) => change({ merged })}
          />
        </Space>
      </Form.Item>
    </Form>
  );
}
