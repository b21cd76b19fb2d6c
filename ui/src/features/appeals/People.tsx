import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Descriptions, Flex, Popconfirm, Tag, Typography } from 'antd';
import { useState } from 'react';
import { call, commands, keys, type AppealDetail, type Party } from '../../ipc';
import { common, count } from '../../messages';
import { Act, Masked, useReveal, useTell, type Reveal } from '../../parts';
import { useMay } from '../../session';
import { words } from './messages';
import { PersonDialog } from './PersonDialog';

interface OneProps {
  party: Party;
  first: boolean;
  reveal: Reveal;
  why: string | null;
  removing: boolean;
  onEdit: () => void;
  onRemove: () => void;
}

function One({ party, first, reveal, why, removing, onEdit, onRemove }: OneProps) {
  const whole = reveal.whole.get(party.id);
  const shown = [
    [words.partyPhone, party.phone, whole?.phone],
    [words.partyIdNumber, party.idNumber, whole?.idNumber],
    [words.partyAddress, party.address, whole?.address],
  ] as const;
  return (
    <div data-testid="person" style={{ marginBottom: 8 }}>
      <Flex gap={8} align="center">
        <strong>{party.name}</strong>
        {first && <Tag>{words.life.firstPerson}</Tag>}
        <span style={{ flex: 1 }} />
        <Act
          type="text"
          size="small"
          icon={<EditOutlined />}
          aria-label={words.life.editPerson(party.name)}
          why={why}
          onClick={onEdit}
        />
        <Popconfirm
          title={words.life.removePerson(party.name)}
          description={words.life.removePersonNote}
          okText={words.life.remove}
          disabled={why !== null}
          onConfirm={onRemove}
        >
          <span>
            <Act
              type="text"
              size="small"
              danger
              icon={<DeleteOutlined />}
              aria-label={words.life.removeNamed(party.name)}
              why={why}
              loading={removing}
              onClick={() => undefined}
            />
          </span>
        </Popconfirm>
      </Flex>
      <Descriptions
        size="small"
        column={1}
        items={shown.map(([label, masked, plain]) => ({
          key: label,
          label,
          children: <Masked masked={masked} whole={plain} reveal={reveal} />,
        }))}
      />
    </div>
  );
}

/** Who raised the matter, masked; how many are named and how many it concerns. */
export function People({ detail }: { detail: AppealDetail }) {
  const { row, parties } = detail;
  const client = useQueryClient();
  const tell = useTell();
  const may = useMay('edit_appeal');
  const why = may ? null : common.notAllowed;
  const reveal = useReveal((reason) => call(commands.partyReveal(row.id, reason)));
  const [edited, setEdited] = useState<Party | 'new' | null>(null);
  const remove = useMutation({
    mutationFn: (party: Party) => call(commands.appealPersonRemove(row.id, row.version, party.id)),
    onSuccess: (next) => {
      client.setQueryData(keys.appeal.detail(row.id), next);
      tell.done(words.life.personRemoved);
    },
    onError: tell.failed,
    onSettled: () => client.invalidateQueries({ queryKey: keys.appeal.all }),
  });
  return (
    <section data-testid="people">
      <Flex gap={8} align="baseline" style={{ marginTop: 12 }}>
        <Typography.Title level={5} style={{ margin: 0 }}>
          {words.parties}
        </Typography.Title>
        <Typography.Text type="secondary">
          {words.life.named(count(parties.length), count(row.peopleConcerned))}
        </Typography.Text>
        <span style={{ flex: 1 }} />
        <Act
          size="small"
          icon={<PlusOutlined />}
          data-testid="person-add"
          why={why}
          onClick={() => setEdited('new')}
        >
          {words.life.addPerson}
        </Act>
      </Flex>
      {parties.length === 0 && <Typography.Text type="secondary">{words.noParties}</Typography.Text>}
      {parties.map((party, at) => (
        <One
          key={party.id}
          party={party}
          first={at === 0 && parties.length > 1}
          reveal={reveal}
          why={why}
          removing={remove.isPending && remove.variables.id === party.id}
          onEdit={() => setEdited(party)}
          onRemove={() => remove.mutate(party)}
        />
      ))}
      {edited && (
        <PersonDialog
          detail={detail}
          party={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
      {reveal.dialog}
    </section>
  );
}
