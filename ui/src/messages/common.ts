/** Words that many pages share. */
export const common = {
  product: '会商包案工作台',
  retry: '重试',
  refresh: '刷新',
  cancel: '取消',
  confirm: '确定',
  save: '保存',
  close: '关闭',
  back: '返回',
  copy: '复制',
  copied: '已复制',
  undo: '撤销',
  more: '展开',
  less: '收起',
  none: '—',
  loading: '正在读取…',
  notAllowed: '您的角色没有这项权限',
} as const;

/** 12,345 */
export const count = (n: number): string => n.toLocaleString('zh-CN');
