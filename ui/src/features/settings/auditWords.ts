import { terms, type AuditRow, type Entity } from '../../ipc';
import { common, fieldName, fullDay, fullTime } from '../../messages';

/** Words of what entries hold besides fields; an empty one isn't shown: an id means nothing to people. */
const KEYS: Readonly<Record<string, string>> = {
  number: '编号',
  leader: '',
  lead: '',
  import: '',
  sha256: '',
  file: '文件',
  source: '来源系统',
  rows: '行数',
  imported: '新增',
  updated: '更新',
  unchanged: '未变',
  duplicates: '文件内重复',
  rejected: '读不了',
  people: '人数',
  appeals: '诉求',
  cases: '包案',
  consultations: '会商',
  actions: '议定事项',
  seed: '',
  today: '截止日期',
  form: '',
  masked: '遮盖个人信息',
  list: '清单',
  filters: '筛选',
  columns: '列',
  shared: '共享',
  view: '',
  done: '办理件数',
  skipped: '跳过件数',
  change: '改为',
  years: '年份',
  tell_the_invited: '须另行通知参会人员',
  state: '状态',
  satisfaction: '满意度',
  deadline: '办理期限',
  deadlines: '变动的办理期限',
  days: '天数',
  approver: '批准人',
  approver_id: '',
  path: '文件',
  body: '内容',
  level: '级别',
  shown: '建议',
  followed: '按建议',
  cooperating: '协办单位',
  times: '转办次数',
  undone: '撤销的是',
  rule: '规则',
  priority: '优先级',
  when: '条件',
  then: '结论',
  active: '启用',
  before: '',
  after: '',
};

const STATES: Partial<Record<Entity, Readonly<Record<string, string>>>> = {
  appeal: terms.AppealState,
  consultation: terms.ConsultationState,
  case: terms.CaseState,
};

/** Lists of words by the key under which their codes stand. */
const LISTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  level: { ...terms.Level, ...terms.CaseLevel },
  risk: terms.Risk,
  channel: terms.Channel,
  askKind: terms.AskKind,
  ask_kind: terms.AskKind,
  kind: { ...terms.ConsultationKind, ...terms.DayKind, ...terms.BulkKind, ...terms.GatheringKind },
  list: terms.ListKind,
  undone: terms.TriageKind,
};

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function keyWord(key: string): string {
  return KEYS[key] ?? fieldName(key);
}

function textWord(entity: Entity, key: string, text: string): string {
  const list = key === 'state' || key === 'from' || key === 'to' ? STATES[entity] : LISTS[key];
  if (list && Object.hasOwn(list, text)) return list[text] ?? text;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return fullDay(text);
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return fullTime(text);
  return text;
}

function valueWord(entity: Entity, key: string, value: unknown): string {
  if (value === null || value === undefined) return common.none;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) {
    const ids = value.some((item) => typeof item === 'string' && UUID.test(item));
    return ids ? `${value.length} 件` : value.map((item) => valueWord(entity, key, item)).join('、');
  }
  if (isRecord(value)) {
    return Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]) => valueWord(entity, name, inner))
      .join(' ');
  }
  return typeof value === 'string' ? textWord(entity, key, value) : JSON.stringify(value);
}

/** What was changed: “标题：从“甲”改为“乙””; of people's sensitive data only that it was changed. */
function changedWords(entity: Entity, changed: Record<string, unknown>): string[] {
  return Object.entries(changed).map(([key, pair]) => {
    if (!isRecord(pair)) return `${keyWord(key)}已改动`;
    const [before, after] = [pair['before'], pair['after']].map((value) => valueWord(entity, key, value));
    const ids = UUID.test(before ?? '') || UUID.test(after ?? '');
    return ids ? `${keyWord(key)}已改动` : `${keyWord(key)}：从“${before}”改为“${after}”`;
  });
}

/** What an entry of the trail says, in words. What it doesn't know it shows as it stands. */
export function auditWords({ entity, detail }: Pick<AuditRow, 'entity' | 'detail'>): string {
  let held: unknown;
  try {
    held = JSON.parse(detail);
  } catch {
    return detail;
  }
  if (!isRecord(held)) return detail;
  const { from, to, changed, ...rest } = held;
  const parts: string[] = [];
  if (from !== undefined && to !== undefined) {
    const [before, after] = [from, to].map((value) => valueWord(entity, 'state', value));
    parts.push(`${before} → ${after}`);
  }
  if (isRecord(changed)) parts.push(...changedWords(entity, changed));
  for (const [key, value] of Object.entries(rest)) {
    const known = keyWord(key);
    const id = typeof value === 'string' && UUID.test(value);
    const nothing = value === null || (Array.isArray(value) && value.length === 0);
    if (known && !id && !nothing) parts.push(`${known}：${valueWord(entity, key, value)}`);
  }
  return parts.join('；');
}
