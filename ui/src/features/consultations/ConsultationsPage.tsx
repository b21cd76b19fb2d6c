import { Checkbox } from 'antd';
import { commands, keys, terms } from '../../ipc';
import { common, count } from '../../messages';
import {
  Act,
  DataTable,
  EmptyState,
  ListPage,
  ManyFilter,
  PageHeader,
  SearchBox,
  useRows,
} from '../../parts';
import { addresses, useAddress, useGo } from '../../routing';
import { useMay } from '../../session';
import { columns } from './columns';
import { ConsultationPanel } from './ConsultationPanel';
import { words } from './messages';

const PAGE = 100;

/** 会商: the list, and the open one beside it. */
export default function ConsultationsPage() {
  const [held, change] = useAddress(addresses.consultations);
  const go = useGo();
  const may = useMay('create_consultation');
  const query = {
    text: held.text ?? null,
    states: held.states ?? [],
    kinds: held.kinds ?? [],
    agencyId: held.agency ?? null,
    lateActions: held.late ?? false,
    from: held.from ?? null,
    to: held.to ?? null,
    limit: PAGE,
  };
  const rows = useRows(keys.consultation.list(query), (after) =>
    commands.consultationList({ ...query, after }),
  );
  const filtered = Boolean(
    held.text ?? held.states ?? held.kinds ?? held.agency ?? held.from ?? held.to ?? held.late,
  );
  const create = (
    <Act
      type="primary"
      data-testid="consultation-create"
      why={may ? null : common.notAllowed}
      onClick={() => go(addresses.consultationForm.at())}
    >
      {words.create}
    </Act>
  );
  const header = (
    <PageHeader
      filters={
        <>
          <SearchBox
            value={held.text}
            placeholder={words.search}
            onSearch={(text) => change({ text }, { replace: true })}
          />
          <ManyFilter
            label={words.states}
            list={terms.ConsultationState}
            width={200}
            value={held.states}
            onChange={(states) => change({ states })}
          />
          <ManyFilter
            label={words.kinds}
            list={terms.ConsultationKind}
            value={held.kinds}
            onChange={(kinds) => change({ kinds })}
          />
          <Checkbox
            checked={held.late ?? false}
            onChange={(event) => change({ late: event.target.checked || undefined })}
          >
            {words.late}
          </Checkbox>
        </>
      }
      note={rows.total === null ? null : words.total(count(rows.total))}
      actions={create}
    />
  );
  return (
    <ListPage
      data-testid="page-consultations"
      header={header}
      wide={held.wide ?? false}
      list={
        <DataTable
          {...rows}
          name="consultations"
          data-testid="consultations-table"
          columns={columns}
          rowKey={(row) => row.id}
          openId={held.open}
          onOpen={(row) => change({ open: row.id }, { replace: held.open !== undefined })}
          empty={
            filtered ? (
              <EmptyState title={words.noMatch} />
            ) : (
              <EmptyState title={words.empty} hint={words.emptyHint} />
            )
          }
        />
      }
      panel={
        held.open && (
          <ConsultationPanel
            key={held.open}
            id={held.open}
            wide={held.wide ?? false}
            onWide={(wide) => change({ wide: wide || undefined })}
            onClose={() => change({ open: undefined, wide: undefined })}
          />
        )
      }
    />
  );
}
