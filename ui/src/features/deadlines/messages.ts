/** Words of the page of reminders. */
export const words = {
  title: '期限提醒',
  toDecide: '等我审批',
  asked: '我申请的延期',
  overdue: '超期',
  due: '今天到期',
  dueUntil: (day: string) => `今天至${day}到期`,
  soon: '临期',
  counted: (title: string, count: string) => `${title}（${count}）`,
  more: (n: string) => `另有 ${n} 件，到列表中查看`,
  none: '没有要提醒的',
  noneHint: '没有到期、临期的事项，也没有等您审批的延期申请。',
  dayOff: '今天休息，只提醒按小时、分钟计的诉求和红色风险的包案；其余的上班后再提醒。',
  from: (by: string, more: string, reason: string) => `${by}申请延长${more}：${reason}`,
  moves: (before: string, after: string) => `${before} → 同意后 ${after}`,
  unknown: '暂不能推算',
};
