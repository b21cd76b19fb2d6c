import { EyeOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { useState, type ReactNode } from 'react';
import type { PartyPlain } from '../ipc';
import { common } from '../messages';
import { useMay } from '../session';
import { parts } from './messages';
import { ReasonDialog } from './ReasonDialog';
import { useTell } from './useTell';

/** Whole data of people, once somebody has asked for it with a reason. */
export interface Reveal {
  /** By id of the person; empty until it was asked for. */
  whole: ReadonlyMap<string, PartyPlain>;
  ask: () => void;
  /** Why it can't be asked for. */
  why: string | null;
  /** Put this somewhere on the page. */
  dialog: ReactNode;
}

/** Shows people's data whole after a reason was given; `fetch` writes the reason down. Forgotten when the page goes. */
export function useReveal(fetch: (reason: string) => Promise<PartyPlain[]>): Reveal {
  const tell = useTell();
  const may = useMay('reveal_personal');
  const [open, setOpen] = useState(false);
  const [whole, setWhole] = useState<ReadonlyMap<string, PartyPlain>>(new Map());
  const reveal = useMutation({
    mutationFn: fetch,
    onSuccess: (people) => {
      setWhole(new Map(people.map((person) => [person.id, person])));
      setOpen(false);
    },
    onError: tell.failed,
  });
  return {
    whole,
    ask: () => setOpen(true),
    why: may ? null : common.notAllowed,
    dialog: (
      <ReasonDialog
        open={open}
        title={parts.revealTitle}
        note={parts.revealNote}
        busy={reveal.isPending}
        onOk={(reason) => reveal.mutate(reason)}
        onCancel={() => setOpen(false)}
        testIds={{ reason: 'reveal-reason', confirm: 'reveal-confirm' }}
      />
    ),
  };
}

interface Props {
  masked: string | null;
  /** The same, whole, once it was asked for. */
  whole: string | null | undefined;
  reveal: Pick<Reveal, 'ask' | 'why'>;
}

/** Masked data with an eye that asks for a reason. */
export function Masked({ masked, whole, reveal }: Props) {
  if (!masked) return <>{common.none}</>;
  if (whole) return <span>{whole}</span>;
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {masked}
      <Tooltip title={reveal.why ?? parts.reveal}>
        <span>
          <Button
            type="text"
            size="small"
            aria-label={parts.reveal}
            icon={<EyeOutlined />}
            disabled={reveal.why !== null}
            onClick={reveal.ask}
          />
        </span>
      </Tooltip>
    </span>
  );
}
