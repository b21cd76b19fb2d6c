import { call, commands, terms, type CaseDetail, type CaseMove } from '../../ipc';
import { MovesPanel, type Kind } from '../../parts';
import { CaseFacts } from './CaseFacts';

const KIND: Kind<CaseDetail, CaseMove> = {
  entity: 'case',
  useCase: 'move_case',
  terms: terms.CaseMove,
  withReason: [
    'send_back_proposal',
    'decline',
    'stabilise',
    'request_extension',
    'refuse_extension',
    'start_handover',
    'cancel_handover',
    'send_back',
    'close_concluded',
    'close_referred',
    'reopen',
  ],
  danger: ['decline'],
  read: (id) => call(commands.caseDetail(id)),
  move: ({ row }, move, reason) => call(commands.caseMove(row.id, row.version, move, reason)),
  title: ({ row }) => row.name,
  openMoves: ({ openMoves }) => openMoves,
};

interface Props {
  id: string;
  wide: boolean;
  onWide: (wide: boolean) => void;
  onClose: () => void;
}

/** One case beside the list, and the moves that are open to it. */
export function CasePanel(props: Props) {
  return (
    <MovesPanel kind={KIND} {...props}>
      {(detail) => <CaseFacts detail={detail} />}
    </MovesPanel>
  );
}
