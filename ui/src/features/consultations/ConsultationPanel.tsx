import { call, commands, terms, type ConsultationDetail, type ConsultationMove } from '../../ipc';
import { MovesPanel, type Kind } from '../../parts';
import { ConsultationFacts } from './ConsultationFacts';
import { RescheduleDialog } from './RescheduleDialog';

const KIND: Kind<ConsultationDetail, ConsultationMove> = {
  entity: 'consultation',
  useCase: 'move_consultation',
  terms: terms.ConsultationMove,
  withReason: ['send_back', 'decline', 'cancel', 'return_minutes'],
  danger: ['cancel', 'decline'],
  read: (id) => call(commands.consultationDetail(id)),
  move: ({ row }, move, reason) => call(commands.consultationMove(row.id, row.version, move, reason)),
  title: ({ row }) => row.topic,
  openMoves: ({ openMoves }) => openMoves,
};

interface Props {
  id: string;
  wide: boolean;
  onWide: (wide: boolean) => void;
  onClose: () => void;
}

/** One consultation beside the list, and the moves that are open to it. */
export function ConsultationPanel(props: Props) {
  return (
    <MovesPanel
      kind={KIND}
      {...props}
      asks={{ reschedule: (detail, close) => <RescheduleDialog detail={detail} onClose={close} /> }}
    >
      {(detail) => <ConsultationFacts detail={detail} />}
    </MovesPanel>
  );
}
