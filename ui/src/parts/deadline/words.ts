import { terms, type Limit } from '../../ipc';

const UNITS = { minute: '分钟', hour: '小时', day: '日', workday: '个工作日', month: '个月' } as const;

/** “30日”, “5个工作日”, “1个月”. */
export const limitWords = ({ amount, unit }: Limit): string => `${amount}${UNITS[unit]}`;

/** Words about deadlines. */
export const deadline = {
  why: '期限怎么来的',
  wanting: (year: number) =>
    `工作日历没有${year}年的数据，期限算不出来。请在“设置—工作日历”导入国务院办公厅公布的${year}年放假安排，期限会自动补上。`,
  none: '没有适用的期限。',
  extend: '申请延期',
  extendNote: (approvers: readonly string[]) =>
    `批准以后期限才会变动。${approvers.length > 0 ? `有权批准的人：${approvers.join('、')}。` : ''}`,
  amount: (most: Limit) => `延长多久（最多 ${limitWords(most)}）`,
  amountNeeded: '请填写延长多久',
  reason: '延期理由',
  reasonNeeded: '请填写延期理由',
  once: '现在不能再延期',
  waits: '延期申请正在等待批准',
  asked: '已提出延期申请，等待批准',
  pending: (by: string, more: string, reason: string) => `${by}申请延长${more}：${reason}`,
  waitsFor: (names: readonly string[]) => (names.length > 0 ? `等 ${names.join(' / ')} 审批` : '等待审批'),
  settled: (decision: keyof typeof terms.Decision, by: string, more: string) =>
    `${by}${terms.Decision[decision]}${decision === 'withdrawn' ? `延长${more}的申请` : `延长${more}`}`,
  because: (reason: string) => `：${reason}`,
  grant: '同意',
  refuse: '不同意',
  withdraw: '撤回申请',
  refuseTitle: '不同意延期',
  refuseNote: '期限不变，理由会告诉申请人。',
  granted: '已同意，期限已顺延',
  refused: '已答复不同意，期限不变',
  withdrawn: '已撤回申请',
  ownWaits: '自己的申请由别人批准',
};
