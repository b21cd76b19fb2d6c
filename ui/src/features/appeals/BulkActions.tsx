import { useState } from 'react';
import { terms, type AppealRow, type BulkKind, type BulkTarget } from '../../ipc';
import { common } from '../../messages';
import { Act, useListExport, type Chosen, type Wanted } from '../../parts';
import { addresses, useGo } from '../../routing';
import { useMay } from '../../session';
import { BulkDialog } from './BulkDialog';
import { words } from './messages';
import type { Bulk } from './useBulk';

interface Props {
  chosen: Chosen<AppealRow>;
  /** Takes out the list that they are chosen from. */
  wanted: Wanted;
  /** As they are given to the Rust side. */
  target: BulkTarget;
  bulk: Bulk;
}

/** As many as one consultation can talk about. */
const MOST_TOGETHER = 50;
/** As many as the Rust side changes at once. */
const MOST_AT_ONCE = 5000;

/** Leads to one consultation about all the chosen ones. */
function Together({ chosen: { rows, all } }: Pick<Props, 'chosen'>) {
  const go = useGo();
  const may = useMay('create_consultation');
  const fit = rows.every(({ level, state }) => level === 'big' && state === 'judged');
  const few = !all && rows.length <= MOST_TOGETHER;
  return (
    <Act
      size="small"
      why={
        !may ? common.notAllowed : !few ? words.bulk.fewTogether(MOST_TOGETHER) : fit ? null : words.onlyBig
      }
      onClick={() => go(addresses.consultationForm.at({ appeals: rows.map(({ id }) => id) }))}
    >
      {words.togetherConsultation}
    </Act>
  );
}

/** What can be done with all the chosen appeals. */
export function BulkActions({ chosen, wanted, target, bulk }: Props) {
  const [kind, setKind] = useState<BulkKind | null>(null);
  const may = {
    level: useMay('judge_appeal'),
    handler: useMay('edit_appeal'),
    category: useMay('edit_appeal'),
  };
  const exporting = useListExport();
  const why = (of: BulkKind) => {
    if (!may[of]) return common.notAllowed;
    if (bulk.busy) return words.bulk.busy;
    return chosen.count > MOST_AT_ONCE ? words.bulk.tooMany(MOST_AT_ONCE) : null;
  };
  const takeOut = () => {
    const ids = chosen.all ? [] : chosen.rows.map(({ id }) => id);
    const list = wanted.list.list === 'appeals' ? { ...wanted.list, ids } : wanted.list;
    exporting.run({ ...wanted, list });
  };
  return (
    <>
      {(Object.keys(terms.BulkKind) as BulkKind[]).map((of) => (
        <Act key={of} size="small" why={why(of)} data-testid={`bulk-${of}`} onClick={() => setKind(of)}>
          {terms.BulkKind[of]}
        </Act>
      ))}
      <Together chosen={chosen} />
      <Act size="small" why={exporting.why} data-testid="bulk-export" onClick={takeOut}>
        {words.bulk.takeOut}
      </Act>
      {kind && (
        <BulkDialog
          kind={kind}
          size={chosen.count}
          onCancel={() => setKind(null)}
          onOk={(change, reason) => {
            setKind(null);
            bulk.run(target, change, reason);
          }}
        />
      )}
    </>
  );
}
