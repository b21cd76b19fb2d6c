import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Entity, UseCase } from '../ipc';
import { common } from '../messages';
import { useMay } from '../session';
import { Act } from './Act';
import { ErrorNote } from './ErrorNote';
import { parts } from './messages';
import { ReasonDialog } from './ReasonDialog';
import { SidePanel } from './SidePanel';
import { useTell } from './useTell';

/** A kind of record that goes from state to state by moves. */
export interface Kind<D, M extends string> {
  entity: Entity;
  /** Who may move it. */
  useCase: UseCase;
  /** The moves' Chinese words. */
  terms: Readonly<Record<M, string>>;
  /** Moves that take something back, or leave the usual way, need a reason. */
  withReason: readonly M[];
  /** Moves that can't be taken back. */
  danger: readonly M[];
  read: (id: string) => Promise<D>;
  move: (detail: D, move: M, reason: string | null) => Promise<D>;
  title: (detail: D) => string;
  openMoves: (detail: D) => readonly M[];
}

interface Props<D, M extends string> {
  kind: Kind<D, M>;
  id: string;
  wide: boolean;
  onWide: (wide: boolean) => void;
  onClose: () => void;
  children: (detail: D) => ReactNode;
  /** Moves that ask for more than a reason: what asks for it. */
  asks?: Partial<Record<M, (detail: D, close: () => void) => ReactNode>>;
}

function useMove<D, M extends string>(kind: Kind<D, M>, id: string, onDone: () => void) {
  const client = useQueryClient();
  const tell = useTell();
  const refresh = () => void client.invalidateQueries({ queryKey: [kind.entity] });
  return useMutation({
    mutationFn: (step: { detail: D; move: M; reason: string | null }) =>
      kind.move(step.detail, step.move, step.reason),
    onSuccess: (next, { move }) => {
      client.setQueryData([kind.entity, 'detail', id], next);
      refresh();
      tell.done(parts.moved(kind.terms[move]));
      onDone();
    },
    onError: (error) => {
      tell.failed(error);
      // Somebody else may have moved it: show where it stands now.
      refresh();
    },
  });
}

/** One record beside its list, and the moves that are open to it. */
export function MovesPanel<D, M extends string>(props: Props<D, M>) {
  const { kind, id, children, asks = {}, ...panel } = props;
  const may = useMay(kind.useCase);
  const [asking, setAsking] = useState<M | null>(null);
  const close = () => setAsking(null);
  const query = useQuery({ queryKey: [kind.entity, 'detail', id], queryFn: () => kind.read(id) });
  const detail = query.data;
  const step = useMove(kind, id, close);
  const direct = (move: M) => !kind.withReason.includes(move) && !(move in asks);
  const moves = detail ? kind.openMoves(detail) : [];
  const forward = moves.find(direct);
  const ask = asking && (asks as Partial<Record<M, (detail: D, close: () => void) => ReactNode>>)[asking];
  return (
    <SidePanel
      {...panel}
      data-testid={`${kind.entity}-panel`}
      title={detail ? kind.title(detail) : common.loading}
      actions={
        detail &&
        moves.length > 0 &&
        moves.map((move) => (
          <Act
            key={move}
            type={move === forward ? 'primary' : 'default'}
            danger={kind.danger.includes(move)}
            data-testid={`${kind.entity}-${move}`}
            why={may ? null : common.notAllowed}
            loading={step.isPending && step.variables.move === move}
            onClick={() => (direct(move) ? step.mutate({ detail, move, reason: null }) : setAsking(move))}
          >
            {kind.terms[move]}
          </Act>
        ))
      }
    >
      {query.isPending && <Skeleton active />}
      <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
      {detail && children(detail)}
      {detail && ask?.(detail, close)}
      <ReasonDialog
        open={asking !== null && !ask}
        title={asking ? kind.terms[asking] : ''}
        busy={step.isPending}
        onOk={(reason) => {
          if (asking && detail) step.mutate({ detail, move: asking, reason });
        }}
        onCancel={close}
        testIds={{ reason: `${kind.entity}-reason`, confirm: `${kind.entity}-reason-confirm` }}
      />
    </SidePanel>
  );
}
