import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex, Skeleton, Typography } from 'antd';
import { useRef, useState, type ChangeEvent } from 'react';
import { call, commands, keys } from '../../ipc';
import { common } from '../../messages';
import { Act, ErrorNote, useTell } from '../../parts';
import { addresses, useAddress } from '../../routing';
import { useMay, useSession } from '../../session';
import { DayDialog } from './DayDialog';
import { words } from './messages';
import { monthsOf, type GridDay } from './months';
import { YearGrid } from './YearGrid';

const WORDS = words.calendar;
const MOST_BYTES = 5 * 1024 * 1024;

function ImportButton({ why }: { why: string | null }) {
  const tell = useTell();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const take = useMutation({
    mutationFn: (text: string) => call(commands.calendarImport(text)),
    onSuccess: ({ years, added, moved }) => {
      client.setQueryData(keys.calendarYears, years);
      tell.done(WORDS.imported(added, moved));
      return client.invalidateQueries({ queryKey: ['calendar'] });
    },
    onError: tell.failed,
  });
  const read = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    if (file.size > MOST_BYTES) tell.refused(WORDS.tooLarge);
    else file.text().then((text) => take.mutate(text), tell.failed);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={WORDS.import}
        data-testid="calendar-import-file"
        onChange={read}
      />
      <Act
        why={why}
        loading={take.isPending}
        data-testid="calendar-import"
        onClick={() => input.current?.click()}
      >
        {WORDS.import}
      </Act>
    </>
  );
}

/** 工作日历: a year at a glance; a click changes a day. */
export function CalendarTab() {
  const { today } = useSession();
  const why = useMay('edit_calendar') ? null : common.notAllowed;
  const [at, setAt] = useAddress(addresses.settings);
  const [picked, setPicked] = useState<GridDay | null>(null);
  const year = Number(/^\d{4}$/.exec(at.year ?? '')?.[0] ?? today.slice(0, 4));
  const years = useQuery({ queryKey: keys.calendarYears, queryFn: () => call(commands.calendarYears()) });
  const shown = useQuery({
    queryKey: keys.calendarYear(year),
    queryFn: () => call(commands.calendarYear(year)),
  });
  const go = (to: number) => setAt({ year: String(to) }, { replace: true });
  const first = years.data?.[0];
  const last = years.data?.at(-1);

  return (
    <Flex vertical gap={16}>
      <Flex gap={8} align="center" wrap>
        <Button aria-label={WORDS.previous} icon={<LeftOutlined />} onClick={() => go(year - 1)} />
        <strong style={{ minWidth: 72, textAlign: 'center' }}>{WORDS.year(year)}</strong>
        <Button aria-label={WORDS.next} icon={<RightOutlined />} onClick={() => go(year + 1)} />
        <ImportButton why={why} />
        <Typography.Text type="secondary">
          {first !== undefined &&
            last !== undefined &&
            `${WORDS.loaded(first, last, years.data?.length ?? 0)}。`}
          {WORDS.importNote}
          {why ? '' : WORDS.clickHint}
        </Typography.Text>
      </Flex>
      <ErrorNote error={shown.error} onRetry={() => void shown.refetch()} />
      {shown.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {shown.data?.loaded === false && (
        <Alert
          type="warning"
          showIcon
          data-testid="calendar-missing"
          title={WORDS.missing(year)}
          description={WORDS.missingHint}
        />
      )}
      {shown.data?.loaded && (
        <YearGrid months={monthsOf(year, shown.data.days)} today={today} onPick={why ? null : setPicked} />
      )}
      {picked && <DayDialog key={picked.date} day={picked} year={year} onClose={() => setPicked(null)} />}
    </Flex>
  );
}
