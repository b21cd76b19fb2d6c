import { Button, Checkbox, Popover } from 'antd';
import { useCallback } from 'react';
import { terms } from '../../ipc';
import { ManyFilter, OneFilter, parts, SearchBox } from '../../parts';
import { MORE, type Change, type Held } from './filters';
import { words } from './messages';
import { MoreFilters } from './MoreFilters';

interface Props {
  held: Held;
  change: Change;
}

/** Search and filters of the list; all of it lives in the address. */
export function AppealFilters({ held, change }: Props) {
  const search = useCallback((text: string | undefined) => change({ text }, { replace: true }), [change]);
  const used = MORE.filter((name) => held[name] !== undefined).length;
  return (
    <>
      <SearchBox
        value={held.text}
        placeholder={words.search}
        onSearch={search}
        data-testid="appeals-search"
      />
      <ManyFilter
        label={words.filter.levels}
        list={terms.Level}
        width={110}
        value={held.levels}
        onChange={(levels) => change({ levels })}
      />
      <ManyFilter
        label={words.filter.states}
        list={terms.AppealState}
        width={110}
        value={held.states}
        onChange={(states) => change({ states })}
      />
      <OneFilter
        label={words.filter.light}
        list={terms.Light}
        width={90}
        value={held.light}
        onChange={(light) => change({ light })}
      />
      <Checkbox
        checked={held.unjudged ?? false}
        onChange={(event) => change({ unjudged: event.target.checked || undefined })}
      >
        <span data-testid="appeals-unjudged">{words.filter.unjudged}</span>
      </Checkbox>
      <Checkbox
        checked={held.live ?? false}
        onChange={(event) => change({ live: event.target.checked || undefined })}
      >
        {words.filter.live}
      </Checkbox>
      <Popover trigger="click" placement="bottomLeft" content={<MoreFilters held={held} change={change} />}>
        <Button type="text" data-testid="appeals-more">
          {parts.moreFilters(used)}
        </Button>
      </Popover>
    </>
  );
}
