import { Select, Table, Tag, type TableColumnsType } from 'antd';
import { terms, type ImportField, type ImportPreview } from '../../ipc';
import { EITHER, letterOf, REQUIRED, samplesOf } from './columns';
import { words } from './messages';
import styles from './Imports.module.css';

const WORDS = words.columns;
const IGNORED = '';
type Choice = ImportField | typeof IGNORED;

interface Row {
  at: number;
  header: string;
  samples: string[];
  field: ImportField | null;
  changed: boolean;
}

interface Props {
  preview: ImportPreview;
  /** The columns as they stand, which may be ahead of the preview. */
  columns: readonly (ImportField | null)[];
  automatic: readonly (ImportField | null)[];
  onAssign: (at: number, field: ImportField | null) => void;
}

const nameOf = (field: ImportField): string => {
  const term = terms.ImportField[field];
  if (field === REQUIRED) return `${term}（${WORDS.required}）`;
  return EITHER.includes(field) ? `${term}（${WORDS.eitherOf}）` : term;
};

/** What a column may be read as; a field that another column has says so. */
function choices(columns: Props['columns'], at: number): { value: Choice; label: string }[] {
  const fields = Object.keys(terms.ImportField) as ImportField[];
  return [
    { value: IGNORED, label: WORDS.ignored },
    ...fields.map((field) => {
      const owner = columns.indexOf(field);
      const taken = owner >= 0 && owner !== at ? `，${WORDS.takenBy(letterOf(owner))}` : '';
      return { value: field, label: `${nameOf(field)}${taken}` };
    }),
  ];
}

/** Each column of the file, what stands in it, and what it is read as. */
export function ColumnTable({ preview, columns, automatic, onAssign }: Props) {
  const rows = columns.map<Row>((field, at) => ({
    at,
    header: preview.headers[at] ?? '',
    samples: samplesOf(preview.sample, at),
    field,
    changed: field !== (automatic[at] ?? null),
  }));
  const shown: TableColumnsType<Row> = [
    {
      title: WORDS.column,
      width: 240,
      render: (_, { at, header }) => (
        <>
          <span className={styles['letter']}>{letterOf(at)}</span>
          {header || <span className={styles['faint']}>{WORDS.noHeader}</span>}
        </>
      ),
    },
    {
      title: WORDS.samples,
      ellipsis: true,
      render: (_, { samples }) =>
        samples.length > 0 ? (
          <span title={samples.join('\n')}>
            {samples.map((value, i) => (
              <span key={value} className={styles['sample']} data-first={i === 0}>
                {value}
              </span>
            ))}
          </span>
        ) : (
          <span className={styles['faint']}>{WORDS.noSamples}</span>
        ),
    },
    {
      title: WORDS.field,
      width: 360,
      render: (_, { at, header, field, changed }) => (
        <span className={styles['choice']}>
          <Select<Choice>
            value={field ?? IGNORED}
            options={choices(columns, at)}
            showSearch={{ optionFilterProp: 'label' }}
            style={{ width: 272 }}
            aria-label={`${letterOf(at)} ${header} ${WORDS.field}`}
            data-testid={`import-column-${at}`}
            onChange={(value) => onAssign(at, value === IGNORED ? null : value)}
          />
          {changed && <Tag>{WORDS.changed}</Tag>}
        </span>
      ),
    },
  ];
  return (
    <Table<Row>
      rowKey="at"
      size="small"
      pagination={false}
      columns={shown}
      dataSource={rows}
      rowClassName={({ field }) => (field ? '' : (styles['ignored'] ?? ''))}
    />
  );
}
