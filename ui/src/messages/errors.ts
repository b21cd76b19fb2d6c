import { terms, type AppError } from '../ipc';
import { fieldName, fieldProblem } from './fields';
import { fileAdvice } from './files';
import { fullTime } from './dates';

/** What is said about a failure: what happened, that nothing was lost, and what to do. */
export interface ErrorWords {
  happened: string;
  safe: string;
  next: string;
}

const UNCHANGED = '数据没有改动，也没有丢失。';
const KEPT = '已填写的内容还在，没有丢失。';

type Wording = { [C in AppError['code']]: (error: Extract<AppError, { code: C }>) => ErrorWords };

const WORDS: Wording = {
  not_found: ({ params }) => ({
    happened: `找不到这条${terms.Entity[params.entity]}。`,
    safe: UNCHANGED,
    next: '它可能已不在您的查看范围内，请刷新列表后再看。',
  }),
  forbidden: ({ params }) => ({
    happened: `您的角色不能“${terms.UseCase[params.useCase]}”。`,
    safe: UNCHANGED,
    next: '需要办理时，请联系管理员调整权限，或请有权限的同事办理。',
  }),
  stale: ({ params }) => ({
    happened: `${params.changedBy}在${fullTime(params.changedAt)}改动了这条${terms.Entity[params.entity]}，您看到的是之前的内容。`,
    safe: `本次没有保存。${KEPT}`,
    next: '请先刷新看最新内容，再决定是否照原样提交。',
  }),
  invalid: ({ params }) => ({
    happened: `“${fieldName(params.field)}”${fieldProblem[params.problem]}。`,
    safe: KEPT,
    next: '请改正后再保存。',
  }),
  refused: ({ params }) => ({ happened: params.detail, safe: UNCHANGED, next: '请按提示办理后再试。' }),
  calendar_year_missing: ({ params }) => ({
    happened: `工作日历里没有${params.year}年，无法推算工作日。`,
    safe: UNCHANGED,
    next: `国务院办公厅公布${params.year}年放假安排后，请在“设置 → 工作日历”中导入。`,
  }),
  file_unreadable: ({ params }) => ({
    happened: `这个文件读不了：${terms.FileProblem[params.reason]}${params.detail ? `（${params.detail}）` : ''}。`,
    safe: '一行也没有导入，原有数据没有改动。',
    next: fileAdvice[params.reason],
  }),
  cancelled: () => ({
    happened: '已按您的要求停止。',
    safe: '没有留下做了一半的内容。',
    next: '需要时可以重新开始。',
  }),
  database_locked: () => ({
    happened: '数据库正被另一个程序占用。',
    safe: UNCHANGED,
    next: '请关闭其他正在使用这个数据库的程序，然后重试。',
  }),
  database_read_only: () => ({
    happened: '数据库文件是只读的，不能写入。',
    safe: UNCHANGED,
    next: '请在文件属性中取消“只读”，或把它移到您有写入权限的文件夹，然后重试。',
  }),
  database_broken: () => ({
    happened: '数据库文件已损坏，或者不是本程序的数据库。',
    safe: '程序没有改动这个文件。',
    next: '请先另存一份这个文件，再用最近的备份恢复；没有备份时请联系管理员。',
  }),
  disk_full: () => ({
    happened: '磁盘空间不足，没有写完。',
    safe: UNCHANGED,
    next: '请清理磁盘空间后重试。',
  }),
  network_share: ({ params }) => ({
    happened: `数据库文件放在网络共享文件夹里（${params.path}），多人同时写会损坏数据。`,
    safe: '程序没有打开它，数据没有改动。',
    next: '单机使用请把文件移到本机磁盘；多人共用请改用共享数据库（PostgreSQL）。',
  }),
  cannot_open: ({ params }) => ({
    happened: `打不开或建立不了文件：${params.path}`,
    safe: UNCHANGED,
    next: '请核对文件夹是否存在、您是否有权限，然后重试。',
  }),
  unreachable: () => ({
    happened: '连接不上共享数据库。',
    safe: '已保存的数据都在服务器上，没有丢失。',
    next: '请检查网络，或请管理员确认数据库服务器已开机，然后重试。',
  }),
  login_refused: () => ({
    happened: '共享数据库拒绝了登录。',
    safe: UNCHANGED,
    next: '请核对用户名和密码；仍不行时请管理员为您开通账号。',
  }),
  database_newer: ({ params }) => ({
    happened: `数据库的版本（${params.database}）比程序支持的（${params.program}）新。`,
    safe: '程序没有打开它，数据没有改动。',
    next: '请把本机程序升级到与同事相同的版本。',
  }),
  database_outdated: ({ params }) => ({
    happened: `数据库的版本（${params.database}）比程序需要的（${params.program}）旧。`,
    safe: UNCHANGED,
    next: '请管理员先备份，再升级数据库，然后重试。',
  }),
  wrong_url: () => ({
    happened: '数据库地址写得不对。',
    safe: UNCHANGED,
    next: '地址应以 sqlite:// 或 postgres:// 开头，请核对。',
  }),
  not_empty: () => ({
    happened: '数据库里已有数据，不能载入演示数据。',
    safe: UNCHANGED,
    next: '演示数据只能载入空的数据库，请另建一个。',
  }),
  internal: ({ params }) => ({
    happened: `程序内部出错${params.detail ? `（${params.detail}）` : ''}。`,
    safe: '已保存的数据没有丢失。',
    next: '请重试；再次出现时请把这段话告诉管理员，日志里有详细原因。',
  }),
};

/** The words for a failure. */
export function errorWords(error: AppError): ErrorWords {
  // A program newer than this table could send a code that it doesn't know.
  const word = (WORDS as Partial<Record<string, (error: AppError) => ErrorWords>>)[error.code];
  return word
    ? word(error)
    : { happened: `程序内部出错（${error.code}）。`, safe: '已保存的数据没有丢失。', next: '请重试。' };
}
