import { useQuery } from '@tanstack/react-query';
import { DatePicker, Empty, Flex, Skeleton } from 'antd';
import dayjs from 'dayjs';
import { call, commands, keys } from '../../ipc';
import { ErrorNote, PageHeader } from '../../parts';
import { addresses, useAddress } from '../../routing';
import { useSession } from '../../session';
import { FormCard } from './FormCard';
import { words } from './messages';

/** 报表: the forms as cards, all for one month. */
export default function FormsPage() {
  const { today } = useSession();
  const [held, change] = useAddress(addresses.reports);
  const asked = held.period && /^\d{4}-(0[1-9]|1[0-2])$/.test(held.period) ? held.period : undefined;
  const period = asked ?? today.slice(0, 7);
  const forms = useQuery({ queryKey: keys.forms, queryFn: () => call(commands.forms()) });
  if (forms.isPending) return <Skeleton active />;
  if (forms.error) return <ErrorNote error={forms.error} onRetry={() => void forms.refetch()} />;
  return (
    <div data-testid="page-reports">
      <PageHeader
        filters={
          <DatePicker
            picker="month"
            format="YYYY-MM"
            allowClear={false}
            aria-label={words.period}
            data-testid="report-period"
            value={dayjs(`${period}-01`)}
            onChange={(month) => {
              if (month) change({ period: month.format('YYYY-MM') }, { replace: true });
            }}
          />
        }
        note={words.period}
      />
      <Flex vertical gap="middle" style={{ padding: 16 }}>
        {forms.data.length === 0 && <Empty description={words.empty} />}
        {forms.data.map((form) => (
          // A card made anew for each month, so that no path of another month stays.
          <FormCard key={`${form.code}-${period}`} form={form} period={period} />
        ))}
      </Flex>
    </div>
  );
}
