import { useQuery } from '@tanstack/react-query';
import { Alert, Progress } from 'antd';
import { call, commands, keys } from '../../ipc';
import { count } from '../../messages';
import { addresses, To } from '../../routing';
import { useTasks } from '../../tasks';
import { words } from './messages';
import { useWizard } from './wizard';

const WORDS = words.scan;

/** What is found of duplicates among what was taken in, while and after it is looked for. */
export function ScanNote({ importId }: { importId: string }) {
  const { scan } = useWizard();
  const task = useTasks().findLast(({ label }) => label === WORDS.task);
  const query = { importId, minScore: null, limit: 1 };
  const pairs = useQuery({
    queryKey: keys.appeal.pairs(query),
    queryFn: () => call(commands.duplicateQueue({ ...query, after: null })),
    enabled: scan !== null && scan.state !== 'running',
  });
  if (!scan) return null;
  if (scan.state === 'running')
    return (
      <Alert
        type="info"
        showIcon
        data-testid="import-scan"
        title={WORDS.running}
        description={
          task &&
          task.total > 0 && <Progress percent={Math.floor((task.done / task.total) * 100)} status="normal" />
        }
      />
    );
  const found = pairs.data?.total ?? null;
  const link = <To place={addresses.appealDuplicates.at({ import: importId })}>{WORDS.open}</To>;
  if (scan.state === 'failed')
    return <Alert type="warning" showIcon data-testid="import-scan" title={WORDS.failed} action={link} />;
  const said =
    scan.state === 'stopped'
      ? WORDS.stopped
      : found === null
        ? WORDS.running
        : found > 0
          ? WORDS.found(count(found))
          : WORDS.none;
  return (
    <Alert
      type={found ? 'warning' : 'info'}
      showIcon
      data-testid="import-scan"
      title={said}
      {...(found ? { action: link } : {})}
    />
  );
}
