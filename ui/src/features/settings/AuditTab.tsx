import { useMutation } from '@tanstack/react-query';
import { Alert, Flex } from 'antd';
import { useCallback } from 'react';
import { call, commands, keys, terms, type AuditRow } from '../../ipc';
import { common, count, fullTime } from '../../messages';
import { Act, DataTable, EmptyState, ErrorNote, SearchBox, useRows, When, type Column } from '../../parts';
import { addresses, useAddress } from '../../routing';
import { useMay } from '../../session';
import { auditWords } from './auditWords';
import { verbWord, words } from './messages';
import styles from './Settings.module.css';

const WORDS = words.audit;
const TITLES = WORDS.columns;
const PAGE = 100;

const COLUMNS: Column<AuditRow>[] = [
  {
    key: 'seq',
    title: TITLES.seq,
    width: 88,
    align: 'right',
    render: (r) => r.seq,
    text: (r) => String(r.seq),
  },
  {
    key: 'at',
    title: TITLES.at,
    width: 168,
    render: (r) => <When time={r.at} />,
    text: (r) => fullTime(r.at),
  },
  { key: 'by', title: TITLES.by, width: 120, render: (r) => r.by, text: (r) => r.by },
  {
    key: 'entity',
    title: TITLES.entity,
    width: 100,
    render: (r) => terms.Entity[r.entity],
    text: (r) => terms.Entity[r.entity],
  },
  {
    key: 'verb',
    title: TITLES.verb,
    width: 168,
    render: (r) => verbWord(r.entity, r.verb),
    text: (r) => verbWord(r.entity, r.verb),
  },
  {
    key: 'detail',
    title: TITLES.detail,
    width: 420,
    render: (r) => <span title={auditWords(r)}>{auditWords(r)}</span>,
    text: auditWords,
  },
];

async function page(text: string | null, after: string | null) {
  const answer = await commands.auditList(text, after === null ? null : Number(after), PAGE);
  return {
    rows: answer.rows,
    next: answer.next === null ? null : String(answer.next),
    total: null,
    moreThanTotal: false,
  };
}

function Verify() {
  const why = useMay('verify_audit') ? null : common.notAllowed;
  const verify = useMutation({ mutationFn: () => call(commands.auditVerify()) });
  const verdict = verify.data;
  return (
    <>
      <Act
        type="primary"
        why={why}
        loading={verify.isPending}
        data-testid="audit-verify"
        onClick={() => verify.mutate()}
      >
        {verify.isPending ? WORDS.verifying : WORDS.verify}
      </Act>
      {verify.error && <ErrorNote error={verify.error} />}
      {verdict && (
        <Alert
          showIcon
          data-testid="audit-result"
          type={verdict.brokenAt === null ? 'success' : 'error'}
          title={
            verdict.brokenAt === null
              ? WORDS.intact(count(verdict.entries))
              : WORDS.broken(verdict.brokenAt, count(verdict.entries))
          }
        />
      )}
    </>
  );
}

/** 操作记录: the trail, and whether anybody has touched it. */
export function AuditTab() {
  const [at, setAt] = useAddress(addresses.settings);
  const text = at.text ?? null;
  const rows = useRows(keys.audit(text), (after) => page(text, after));
  const search = useCallback(
    (found: string | undefined) => setAt({ text: found }, { replace: true }),
    [setAt],
  );
  return (
    <div className={styles['full']}>
      <Flex gap={12} align="center" wrap>
        <SearchBox value={at.text} onSearch={search} placeholder={WORDS.search} />
        <Verify />
      </Flex>
      <div className={styles['rest']}>
        <DataTable
          name="audit"
          {...rows}
          columns={COLUMNS}
          rowKey={(row) => String(row.seq)}
          empty={<EmptyState title={WORDS.empty} hint={WORDS.emptyHint} />}
        />
      </div>
    </div>
  );
}
