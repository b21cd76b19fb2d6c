import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Flex, Typography } from 'antd';
import { useState } from 'react';
import { call, commands, keys, terms, type AppealDetail, type AppealMove, type NextMove } from '../../ipc';
import { common } from '../../messages';
import { Act, ReasonDialog, useTell } from '../../parts';
import { addresses, useGo } from '../../routing';
import { useMay } from '../../session';
import { words } from './messages';

function useAdvance({ row }: AppealDetail, done: () => void) {
  const client = useQueryClient();
  const tell = useTell();
  return useMutation({
    mutationFn: ({ mv, reason }: { mv: AppealMove; reason: string | null }) =>
      call(commands.appealAdvance(row.id, row.version, mv, reason)),
    onSuccess: (next, { mv }) => {
      client.setQueryData(keys.appeal.detail(next.row.id), next);
      tell.done(words.life.advanced(terms.AppealMove[mv]));
      done();
    },
    onError: tell.failed,
    // A refusal may mean that somebody else was faster.
    onSettled: () => client.invalidateQueries({ queryKey: keys.appeal.all }),
  });
}

/** Brings what an appeal may repeat into view; gives whether there is anything. */
function toDuplicates(): boolean {
  const found = document.querySelector('[data-testid="duplicates"]');
  found?.scrollIntoView({ block: 'center' });
  return found !== null;
}

/** Everything that the flow allows from here, each with the reason where it isn't possible. Judging stands above. */
export function NextMoves({ detail, next }: { detail: AppealDetail; next: readonly NextMove[] }) {
  const go = useGo();
  const tell = useTell();
  const may = {
    judge: useMay('judge_appeal'),
    consult: useMay('create_consultation'),
    open: useMay('open_case'),
  };
  const [asking, setAsking] = useState<AppealMove | null>(null);
  const advance = useAdvance(detail, () => setAsking(null));
  const { id } = detail.row;
  const shown = next.filter(({ way }) => way !== 'judge');
  const run = ({ mv, way }: NextMove) => {
    if (way === 'consultation') go(addresses.consultationForm.at({ appeals: [id] }));
    else if (way === 'case') go(addresses.caseForm.at({ appeals: [id] }));
    else if (way === 'duplicates') {
      if (!toDuplicates()) tell.refused(words.life.noDuplicates);
    } else if (way === 'step_with_reason') setAsking(mv);
    else advance.mutate({ mv, reason: null });
  };
  const allowed = ({ way }: NextMove) =>
    way === 'consultation' ? may.consult : way === 'case' ? may.open : way === 'duplicates' || may.judge;
  return (
    <section data-testid="next-moves">
      <Typography.Title level={5} style={{ marginTop: 12 }}>
        {words.life.next}
      </Typography.Title>
      {next.length === 0 && <Typography.Text type="secondary">{words.life.noNext}</Typography.Text>}
      {shown.length === 0 && next.length > 0 && (
        <Typography.Text type="secondary">{words.life.onlyJudging}</Typography.Text>
      )}
      <Flex gap={8} wrap>
        {shown.map((one) => (
          <Act
            key={one.mv}
            size="small"
            data-testid={`next-${one.mv}`}
            why={one.why ?? (allowed(one) ? null : common.notAllowed)}
            loading={advance.isPending && advance.variables.mv === one.mv}
            onClick={() => run(one)}
          >
            {terms.AppealMove[one.mv]}
          </Act>
        ))}
      </Flex>
      {shown
        .filter(({ why, way }) => why !== null && way !== 'not_yet')
        .map(({ mv, why }) => (
          <Typography.Paragraph key={mv} type="secondary" style={{ margin: '4px 0 0' }}>
            {why}
          </Typography.Paragraph>
        ))}
      <ReasonDialog
        open={asking !== null}
        title={asking ? terms.AppealMove[asking] : ''}
        note={words.life.reasonNote}
        busy={advance.isPending}
        onOk={(reason) => asking && advance.mutate({ mv: asking, reason })}
        onCancel={() => setAsking(null)}
        testIds={{ reason: 'next-reason', confirm: 'next-reason-confirm' }}
      />
    </section>
  );
}
