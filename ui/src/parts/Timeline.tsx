import { Timeline as Line, Typography } from 'antd';
import type { TimelineEntry } from '../ipc';
import { parts } from './messages';
import { When } from './When';

/** What happened to a record; the newest on top. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  if (entries.length === 0) return <Typography.Text type="secondary">{parts.noTimeline}</Typography.Text>;
  return (
    <Line
      items={entries.toReversed().map((entry, index) => ({
        key: `${entry.at}-${index}`,
        content: (
          <>
            <div>
              <strong>{entry.what}</strong>{' '}
              <Typography.Text type="secondary">
                <When time={entry.at} /> {entry.by}
              </Typography.Text>
            </div>
            {entry.reason && <div style={{ whiteSpace: 'pre-wrap' }}>{entry.reason}</div>}
          </>
        ),
      }))}
    />
  );
}
