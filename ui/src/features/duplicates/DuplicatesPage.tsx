import { useQuery } from '@tanstack/react-query';
import { Button, Select, Skeleton } from 'antd';
import { call, commands, keys } from '../../ipc';
import { common, count, dayOf, shortDay } from '../../messages';
import { Act, EmptyState, ErrorNote, PageHeader, useRows } from '../../parts';
import { useShortcut } from '../../keyboard';
import { addresses, useAddress } from '../../routing';
import { useMay } from '../../session';
import styles from './Duplicates.module.css';
import { words } from './messages';
import { keyOf, PairList } from './PairList';
import { PairView } from './PairView';
import { useDecisions, useScan } from './useQueue';

const PAGE = 50;
const LEASTS = Object.entries(words.leasts).map(([value, label]) => ({ value, label }));

/** The imports, newest first, to narrow the queue to one. */
function ImportFilter({ value, onChange }: { value?: string | undefined; onChange: (id?: string) => void }) {
  const may = useMay('import_appeals');
  const list = useQuery({
    queryKey: keys.import.recent,
    queryFn: () => call(commands.importHistory({ after: null, limit: 100 })),
    enabled: may,
  });
  const options = (list.data?.rows ?? [])
    .filter(({ undoneAt }) => undoneAt === null)
    .map(({ id, at, fileName }) => ({ value: id, label: words.importOption(shortDay(dayOf(at)), fileName) }));
  return (
    <Select<string>
      allowClear
      style={{ width: 260 }}
      placeholder={words.import}
      loading={list.isPending && may}
      options={options}
      data-testid="duplicates-import"
      {...(value && { value })}
      onChange={onChange}
    />
  );
}

/** 查重: the pairs that wait for a person, one after the other. */
export default function DuplicatesPage() {
  const [at, setAt] = useAddress(addresses.appealDuplicates);
  const mayJudge = useMay('judge_appeal');
  const query = {
    importId: at.import ?? null,
    minScore: at.least ? Number(at.least) || null : null,
    limit: PAGE,
  };
  const rows = useRows(keys.appeal.pairs(query), (after) => commands.duplicateQueue({ ...query, after }));
  const decisions = useDecisions();
  const scan = useScan();
  const found = rows.rows.findIndex((pair) => keyOf(pair) === at.open);
  const index = Math.max(found, 0);
  const pair = rows.rows[index];
  const open = (to: number) => {
    const next = rows.rows[to];
    if (next) setAt({ open: keyOf(next) }, { replace: true });
    if (to >= rows.rows.length - 5 && rows.hasMore) rows.onMore();
  };
  useShortcut('rowNext', () => open(index + 1));
  useShortcut('rowPrevious', () => open(index - 1));
  const filtered = at.import !== undefined || at.least !== undefined;
  const clear = () => setAt({ import: undefined, least: undefined, open: undefined });
  const rescan = (
    <Act
      why={mayJudge ? null : common.notAllowed}
      loading={scan.isPending}
      data-testid="duplicates-scan"
      onClick={() => scan.mutate()}
    >
      {scan.isPending ? words.scanning : words.scan}
    </Act>
  );
  return (
    <div className={styles['page']} data-testid="page-duplicates">
      <PageHeader
        filters={
          <>
            <ImportFilter value={at.import} onChange={(id) => setAt({ import: id, open: undefined })} />
            <Select<string>
              allowClear
              style={{ width: 140 }}
              placeholder={words.least}
              options={LEASTS}
              data-testid="duplicates-least"
              {...(at.least && { value: at.least })}
              onChange={(least?: string) => setAt({ least, open: undefined })}
            />
            {filtered && (
              <Button type="link" size="small" onClick={clear}>
                {words.clear}
              </Button>
            )}
          </>
        }
        note={
          <>
            {rows.total !== null && (
              <span data-testid="duplicates-total">{words.total(count(rows.total))}</span>
            )}
            {pair && <span style={{ marginLeft: 16 }}>{words.keys}</span>}
          </>
        }
        actions={rescan}
      />
      <div className={styles['body']}>
        {rows.error !== null && <ErrorNote error={rows.error} onRetry={rows.onRetry} />}
        {rows.loading && <Skeleton active />}
        {pair ? (
          <>
            <PairList
              pairs={rows.rows}
              open={keyOf(pair)}
              hasMore={rows.hasMore}
              onOpen={(key) => setAt({ open: key }, { replace: true })}
              onMore={rows.onMore}
            />
            <PairView
              key={keyOf(pair)}
              pair={pair}
              busy={decisions.busy}
              onTake={(taken) => {
                // The next one comes up by itself once this one has left the list.
                const next = rows.rows[index + 1] ?? rows.rows[index - 1];
                if (next) setAt({ open: keyOf(next) }, { replace: true });
                decisions.take(taken);
              }}
              onUndo={decisions.undo}
            />
          </>
        ) : (
          !rows.loading &&
          !rows.error && (
            <div className={styles['empty']}>
              {filtered ? (
                <EmptyState
                  title={words.noMatch}
                  hint={words.noMatchHint}
                  actions={<Button onClick={clear}>{words.clear}</Button>}
                />
              ) : (
                <EmptyState
                  title={words.empty}
                  hint={words.emptyHint}
                  actions={
                    decisions.undo && (
                      <Act shortcut="pairUndo" onClick={decisions.undo}>
                        {words.undo}
                      </Act>
                    )
                  }
                />
              )}
            </div>
          )
        )}
      </div>
    </div>
  );
}
