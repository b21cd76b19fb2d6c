import { Radio, Typography } from 'antd';
import { terms, type LimitPreview } from '../../ipc';
import { common, count, hasHour, shortDay, shortTime } from '../../messages';
import { words } from './messages';

const WORDS = words.limits;

interface Props {
  preview: LimitPreview;
  /** Whether the new value is in force, so that it could be reckoned with. */
  active: boolean;
  reckon: boolean;
  onReckon: (reckon: boolean) => void;
}

/** What a change does to what is under way: how many move and where to; the person chooses. */
export function LimitPreviewList({ preview, active, reckon, onReckon }: Props) {
  const { running, moved, first } = preview;
  return (
    <div data-testid="limit-preview">
      <Typography.Paragraph style={{ marginBottom: 4 }}>{WORDS.newOnes}</Typography.Paragraph>
      {running === 0 && <Typography.Text type="secondary">{WORDS.noneRunning}</Typography.Text>}
      {running > 0 && (
        <>
          <div>{WORDS.running(count(running))}</div>
          <Radio.Group value={reckon} onChange={(event) => onReckon(event.target.value as boolean)}>
            <Radio value={false} data-testid="limit-keep">
              {WORDS.keep}
            </Radio>
            <Radio value={true} disabled={!active} data-testid="limit-reckon">
              {WORDS.reckon(count(moved))}
            </Radio>
          </Radio.Group>
          {moved > 0 && (
            <div style={{ maxHeight: 180, overflow: 'auto', marginTop: 8, opacity: reckon ? 1 : 0.6 }}>
              {first.map((one) => (
                <div key={one.id}>
                  {terms.Entity[one.entity]} {one.number} {one.title}：
                  {one.before ? shortDay(one.before) : common.none} →{' '}
                  {one.dueAt && hasHour(one.dueAt)
                    ? shortTime(one.dueAt)
                    : one.after
                      ? shortDay(one.after)
                      : common.none}
                </div>
              ))}
              {moved > first.length && WORDS.andMore(count(moved - first.length))}
            </div>
          )}
        </>
      )}
    </div>
  );
}
