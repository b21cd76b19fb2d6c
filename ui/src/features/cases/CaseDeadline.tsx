import { Space } from 'antd';
import type { CaseRow } from '../../ipc';
import { DaysLeft, DeadlineWhy, ExtensionAsk, ExtensionLines, useDerivation } from '../../parts';

/** The last day of a case, how it comes about, and asking for its one more month. */
export function CaseDeadline({ row }: { row: CaseRow }) {
  const { data } = useDerivation('case', row.id);
  return (
    <Space orientation="vertical" size={4}>
      <Space size={8} wrap>
        <DaysLeft light={row.light} days={row.workingDaysLeft} deadline={row.dueOn} />
        <DeadlineWhy entity="case" id={row.id} />
        {data && row.light && (
          <ExtensionAsk entity="case" id={row.id} version={row.version} derivation={data} />
        )}
      </Space>
      {data && <ExtensionLines entity="case" derivation={data} />}
    </Space>
  );
}
