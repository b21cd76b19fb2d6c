import { useMutation } from '@tanstack/react-query';
import { App, Table } from 'antd';
import { useState } from 'react';
import {
  call,
  commands,
  terms,
  type BulkChange,
  type BulkReport,
  type BulkSkip,
  type BulkTarget,
} from '../../ipc';
import { useShortcut } from '../../keyboard';
import { common, count, errorWords } from '../../messages';
import { useTell } from '../../parts';
import { runTask } from '../../tasks';
import { words } from './messages';

const skipColumns = [
  { title: words.column.number, width: 170, render: (skip: BulkSkip) => skip.number ?? common.none },
  { title: words.column.title, width: 220, render: (skip: BulkSkip) => skip.title ?? common.none },
  { title: words.bulk.why, render: (skip: BulkSkip) => errorWords(skip.why).happened },
];

/** Those that were left alone, each with its reason. */
function Skipped({ report }: { report: BulkReport }) {
  return (
    <div data-testid="bulk-skipped">
      <p>{words.bulk.outcome(count(report.done), count(report.unchanged), count(report.skipped))}</p>
      <Table<BulkSkip>
        size="small"
        rowKey="id"
        pagination={false}
        scroll={{ y: 320 }}
        columns={skipColumns}
        dataSource={report.told}
      />
      {report.skipped > report.told.length && <p>{words.bulk.first(count(report.told.length))}</p>}
    </div>
  );
}

export interface Bulk {
  run: (target: BulkTarget, change: BulkChange, reason: string | null) => void;
  busy: boolean;
}

/** Does the same to many appeals, tells what came of it, and takes it back. */
export function useBulk(onDone: () => void): Bulk {
  const { modal } = App.useApp();
  const tell = useTell();
  const [last, setLast] = useState<string | null>(null);

  const told = (report: BulkReport, done: string, undo?: () => void) => {
    if (report.done > 0) tell.done(done, undo);
    if (report.skipped > 0) {
      modal.warning({
        title: words.bulk.someLeft(count(report.skipped)),
        content: <Skipped report={report} />,
        width: 760,
        okText: common.close,
      });
    } else if (report.done === 0) tell.refused(words.bulk.nothing);
  };
  const back = useMutation({
    mutationFn: (batch: string) =>
      runTask(words.bulk.undoing, (task) => commands.appealBulkUndo(batch, task)),
    onSuccess: (report) => {
      setLast(null);
      told(report, words.bulk.undone(count(report.done)));
    },
    onError: tell.failed,
  });
  const change = useMutation({
    mutationFn: (job: { target: BulkTarget; change: BulkChange; reason: string | null }) =>
      runTask(terms.BulkKind[job.change.kind], (task) =>
        call(commands.appealBulkChange(job.target, job.change, job.reason, task)),
      ),
    onSuccess: (report) => {
      const { batch } = report;
      setLast(batch);
      onDone();
      told(report, words.bulk.done(count(report.done)), batch ? () => back.mutate(batch) : undefined);
    },
    onError: tell.failed,
  });
  useShortcut('undo', () => last && back.mutate(last), last !== null);
  return {
    run: (target, what, reason) => change.mutate({ target, change: what, reason }),
    busy: change.isPending || back.isPending,
  };
}
