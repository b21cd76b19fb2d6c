/** Words of the page of forms. */
export const words = {
  period: '报表月份',
  exportForm: '导出',
  exported: (name: string, rows: string) => `已导出 ${name}，共 ${rows} 行`,
  open: '打开',
  openFolder: '打开所在文件夹',
  empty: '没有可以导出的报表',
} as const;
