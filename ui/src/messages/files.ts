import type { FileProblem } from '../ipc';

const IN_PARTS = '请在 Excel 或 WPS 中按月份或镇街分成几个文件，再分别导入。';

/** What to do about a file that can't be read. */
export const fileAdvice: Readonly<Record<FileProblem, string>> = {
  wrong_type: '请改选 .xlsx、.xls 或 .csv 文件；手上没有时，请向发来文件的单位要 Excel 表格。',
  encrypted: '请用 Excel 或 WPS 打开，去掉密码后另存，再导入；不知道密码时，请问发来文件的单位。',
  broken: '请先用 Excel 或 WPS 打开：打得开就另存为 .xlsx 再导入，打不开就请对方重新发一份。',
  empty: '请核对是否选错了文件；数据在别的文件里时，请选那个文件。',
  no_header: '请在数据上方补一行列名，如“受理时间”“诉求标题”“诉求内容”，保存后再导入。',
  missing_column: '请在“核对各列”中指定这些列；文件里没有时，请补上这些列再导入。',
  too_large: IN_PARTS,
  too_many_rows: IN_PARTS,
};
