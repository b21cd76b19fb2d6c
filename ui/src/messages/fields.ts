import type { FieldProblem } from '../ipc';

/** What is wrong with a field, to be read after its name. */
export const fieldProblem: Readonly<Record<FieldProblem, string>> = {
  required: '没有填写',
  too_long: '超过了字数限制',
  too_short: '太短',
  not_a_date: '不是有效的日期',
  in_the_past: '不能早于现在',
  before_start: '不能早于开始时间',
  unknown_reference: '选的内容已不存在，请重新选择',
  must_differ: '不能与另一项相同',
  out_of_range: '超出了允许的范围',
  wrong_format: '格式不对',
};

const NAMES: Readonly<Record<string, string>> = {
  after: '翻页位置',
  columns: '显示的列',
  content: '视图内容',
  filters: '筛选',
  rows: '行数',
  view: '视图',
  appeals: '诉求件数',
  title: '标题',
  text: '内容',
  category: '类别',
  channel: '来源渠道',
  askKind: '三问类别',
  place: '地点',
  peopleConcerned: '涉及人数',
  receivedAt: '受理时间',
  sourceNumber: '来源编号',
  divisionId: '所属区划',
  handlerId: '承办单位',
  partyName: '诉求人',
  partyPhone: '联系电话',
  partyIdNumber: '身份证号',
  partyAddress: '住址',
  level: '级别',
  reason: '理由',
  topic: '议题',
  kind: '方式',
  appealIds: '诉求',
  caseIds: '包案',
  requestedById: '提请单位',
  convenerIds: '召集单位',
  leadId: '牵头单位',
  cooperatingIds: '协办单位',
  territoryId: '属地单位',
  presidingId: '主持领导',
  roomId: '会议室',
  startsAt: '开始时间',
  minutes: '时长',
  mustBeHeldBy: '最迟召开日期',
  mustAttend: '必到人员',
  shouldAttend: '应到人员',
  remark: '备注',
  name: '名称',
  risk: '风险',
  leaderId: '包案领导',
  responsibleId: '责任单位',
  contactId: '联系人',
  demand: '主要诉求',
  plan: '化解方案',
  startOn: '起始日期',
  dueOn: '完成日期',
  period: '报表月份',
  date: '日期',
  jsonText: '日历文件',
  file: '文件',
  year: '年份',
  items: '件数',
  visitorId: '走访人',
  hostId: '主持人',
  participants: '参加人数',
  visitorCount: '来访人数',
  companions: '同行人员',
  knownId: '已登记的诉求人',
};

/** A field's Chinese name; the Rust side may call it in snake_case. */
export function fieldName(field: string): string {
  const item = /^items\.(\d+)\.(.+)$/.exec(field);
  if (item) return `第 ${Number(item[1]) + 1} 件的${fieldName(item[2] ?? '')}`;
  if (field.startsWith('person.')) return fieldName(field.slice('person.'.length));
  const camel = field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return NAMES[camel] ?? NAMES[field] ?? field;
}
