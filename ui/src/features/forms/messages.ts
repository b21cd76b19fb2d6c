/** Words of the page of forms. */
export const words = {
  period: '报表月份',
  exportForm: '导出',
  preview: '预览',
  hidePreview: '收起预览',
  leftOut: (rows: string) => `还有 ${rows} 行没有显示；导出的文件里是全的。`,
  exported: (name: string, rows: string) => `已导出 ${name}，共 ${rows} 行`,
  open: '打开',
  openFolder: '打开所在文件夹',
  empty: '没有可以导出的报表',
} as const;
