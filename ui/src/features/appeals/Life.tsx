import { Button, Select, Timeline, Typography } from 'antd';
import { useState } from 'react';
import { commands, keys, terms, type LifeChange, type LifeEntry, type LifeKind } from '../../ipc';
import { common, count } from '../../messages';
import { ErrorNote, FoldText, useRows, When } from '../../parts';
import { To } from '../../routing';
import { placeOf } from './Links';
import { words } from './messages';

const PAGE = 30;
// Red is an alarm and stays out of it.
const COLOUR: Readonly<Record<LifeKind, string>> = {
  received: 'var(--text-soft)',
  step: 'var(--text)',
  linked: '#8b6fc4',
  clock: 'var(--yellow)',
  attachment: 'var(--link)',
  said: 'var(--green)',
  duplicate: '#4d8fa8',
  edit: 'gray',
  look: 'gray',
};
const KINDS = (Object.keys(COLOUR) as LifeKind[]).map((value) => ({ value, label: terms.LifeKind[value] }));

function Change({ change }: { change: LifeChange }) {
  const { field, before, after, hidden } = change;
  if (hidden) {
    return (
      <li>
        {field} <Typography.Text type="secondary">{words.life.hidden}</Typography.Text>
      </li>
    );
  }
  return (
    <li>
      {field}：<Typography.Text delete={before !== null}>{before ?? words.life.nothing}</Typography.Text> →{' '}
      {after ?? words.life.nothing}
    </li>
  );
}

function Entry({ entry }: { entry: LifeEntry }) {
  const { about, reason, changes } = entry;
  const place = about && placeOf(about.entity, about.id);
  return (
    <div data-testid="life-entry">
      <div>
        <strong>{entry.what}</strong> {about && (place ? <To place={place}>{about.name}</To> : about.name)}
      </div>
      <Typography.Text type="secondary">
        <When time={entry.at} /> {entry.by}
      </Typography.Text>
      {reason && <FoldText text={reason} rows={3} />}
      {changes.length > 0 && (
        <ul style={{ margin: 0, paddingInlineStart: 20, overflowWrap: 'anywhere' }}>
          {changes.map((change) => (
            <Change key={change.field} change={change} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Everything that happened to an appeal and to what was built on it; the newest on top. */
export function Life({ id }: { id: string }) {
  const [kinds, setKinds] = useState<LifeKind[]>([]);
  const line = useRows(keys.appeal.timeline(id, kinds), (after) =>
    commands.appealTimeline(id, { kinds, after, limit: PAGE }),
  );
  return (
    <section data-testid="life">
      <Select<LifeKind[]>
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        style={{ width: '100%', marginBottom: 16 }}
        placeholder={words.life.allKinds}
        aria-label={words.life.kinds}
        data-testid="life-kinds"
        options={KINDS}
        value={kinds}
        onChange={setKinds}
      />
      <ErrorNote error={line.error} onRetry={line.onRetry} />
      {line.loading && <Typography.Text type="secondary">{common.loading}</Typography.Text>}
      {line.total === 0 && <Typography.Text type="secondary">{words.life.noEntries}</Typography.Text>}
      <Timeline
        items={line.rows.map((entry) => ({
          key: entry.key,
          color: COLOUR[entry.kind],
          content: <Entry entry={entry} />,
        }))}
      />
      {line.hasMore && (
        <Button block loading={line.loadingMore} onClick={line.onMore} data-testid="life-more">
          {words.life.more(count((line.total ?? 0) - line.rows.length))}
        </Button>
      )}
    </section>
  );
}
