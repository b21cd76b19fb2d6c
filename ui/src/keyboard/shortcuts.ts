/** Where a shortcut counts: everywhere, on the page that is shown, in a list, in an open panel, or while triaging. */
export type Scope = 'global' | 'page' | 'list' | 'panel' | 'triage';

export interface Shortcut {
  /** As people read it: "Ctrl+K", "/", "↑". */
  keys: string;
  label: string;
  scope: Scope;
}

/** Every shortcut of the program; the key handler, the palette, the help and the tooltips all read this table. */
export const SHORTCUTS = {
  palette: { keys: 'Ctrl+K', label: '查找诉求、页面和命令', scope: 'global' },
  help: { keys: 'F1', label: '快捷键一览', scope: 'global' },
  refresh: { keys: 'F5', label: '刷新', scope: 'global' },
  navigation: { keys: 'Ctrl+B', label: '收起或展开导航', scope: 'global' },
  goWorkbench: { keys: 'Alt+1', label: '到工作台', scope: 'global' },
  goAppeals: { keys: 'Alt+2', label: '到诉求', scope: 'global' },
  goConsultations: { keys: 'Alt+3', label: '到会商', scope: 'global' },
  goCases: { keys: 'Alt+4', label: '到包案', scope: 'global' },
  goReports: { keys: 'Alt+5', label: '到报表', scope: 'global' },
  goDuplicates: { keys: 'Alt+7', label: '到查重', scope: 'global' },
  goSettings: { keys: 'Alt+6', label: '到设置', scope: 'global' },
  search: { keys: '/', label: '在本页查找', scope: 'page' },
  create: { keys: 'Ctrl+N', label: '新增', scope: 'page' },
  createMenu: { keys: 'N', label: '选择登记的方式', scope: 'page' },
  save: { keys: 'Ctrl+S', label: '保存', scope: 'page' },
  export: { keys: 'Ctrl+E', label: '导出所见内容', scope: 'page' },
  undo: { keys: 'Ctrl+Z', label: '撤销刚才的办理', scope: 'page' },
  view1: { keys: 'Ctrl+1', label: '第 1 个视图', scope: 'page' },
  view2: { keys: 'Ctrl+2', label: '第 2 个视图', scope: 'page' },
  view3: { keys: 'Ctrl+3', label: '第 3 个视图', scope: 'page' },
  view4: { keys: 'Ctrl+4', label: '第 4 个视图', scope: 'page' },
  view5: { keys: 'Ctrl+5', label: '第 5 个视图', scope: 'page' },
  view6: { keys: 'Ctrl+6', label: '第 6 个视图', scope: 'page' },
  view7: { keys: 'Ctrl+7', label: '第 7 个视图', scope: 'page' },
  view8: { keys: 'Ctrl+8', label: '第 8 个视图', scope: 'page' },
  view9: { keys: 'Ctrl+9', label: '第 9 个视图', scope: 'page' },
  triage: { keys: 'T', label: '逐件研判', scope: 'page' },
  rowPrevious: { keys: '↑', label: '上一行', scope: 'list' },
  rowNext: { keys: '↓', label: '下一行', scope: 'list' },
  rowOpen: { keys: 'Enter', label: '打开', scope: 'list' },
  copyRows: { keys: 'Ctrl+C', label: '复制选中的行为表格', scope: 'list' },
  pairMerge: { keys: 'M', label: '并案', scope: 'list' },
  pairDismiss: { keys: 'D', label: '不是重复', scope: 'list' },
  pairUndo: { keys: 'U', label: '撤销刚才的决定', scope: 'list' },
  close: { keys: 'Esc', label: '关闭侧栏', scope: 'panel' },
  widen: { keys: 'W', label: '侧栏与整页切换', scope: 'panel' },
  judgeSmall: { keys: '1', label: '研判为小事', scope: 'panel' },
  judgeBig: { keys: '2', label: '研判为大事', scope: 'panel' },
  judgeHard: { keys: '3', label: '研判为难事', scope: 'panel' },
  triageAccept: { keys: 'Enter', label: '按建议研判', scope: 'triage' },
  triageSmall: { keys: '1', label: '定为小事', scope: 'triage' },
  triageBig: { keys: '2', label: '定为大事', scope: 'triage' },
  triageHard: { keys: '3', label: '定为难事', scope: 'triage' },
  triageCategory: { keys: 'C', label: '改类别', scope: 'triage' },
  triageLead: { keys: 'L', label: '改牵头单位', scope: 'triage' },
  triageMerge: { keys: 'M', label: '并入所示的一件', scope: 'triage' },
  triagePassOn: { keys: 'P', label: '转出或退回', scope: 'triage' },
  triageSkip: { keys: 'S', label: '跳过', scope: 'triage' },
  triageNext: { keys: '→', label: '下一件', scope: 'triage' },
  triagePrevious: { keys: '←', label: '上一件', scope: 'triage' },
  triageUndo: { keys: 'Z', label: '撤销上一步', scope: 'triage' },
} as const satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof SHORTCUTS;

const NAMED: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** A key press as the table writes it. */
export function keysOf(event: KeyboardEvent): string {
  const key = NAMED[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
  const held = [event.ctrlKey || event.metaKey ? 'Ctrl' : '', event.altKey ? 'Alt' : ''].filter(Boolean);
  return [...held, key].join('+');
}

const BY_KEYS = new Map<string, ShortcutId[]>();
for (const [id, { keys }] of Object.entries(SHORTCUTS) as [ShortcutId, Shortcut][]) {
  BY_KEYS.set(keys, [...(BY_KEYS.get(keys) ?? []), id]);
}

/** Input methods press keys that are theirs, not ours; 229 is how older engines say so. */
export const isComposing = (event: KeyboardEvent): boolean =>
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- WebKitGTK tells it only here
  event.isComposing || event.keyCode === 229;

/** Whether a person is typing there. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}

/** What a key press asks for. Keys that write or move a cursor are left alone where a person is typing. */
export function shortcutsOf(event: KeyboardEvent): ShortcutId[] {
  if (isComposing(event) || event.shiftKey) return [];
  const keys = keysOf(event);
  const ids = BY_KEYS.get(keys) ?? [];
  if (!isTyping(event.target)) return ids;
  const free = keys === 'Esc' || /^(F\d+|Alt\+.|Ctrl\+[^CVXZA])$/.test(keys);
  return free ? ids : [];
}
