/** A node of a TreeSelect. */
export interface Branch {
  value: string;
  title: string;
  children?: Branch[];
}

/** Rows that name their parent, as a tree. Rows whose parent isn't there stand at the top. */
export function asTree(rows: readonly { id: string; title: string; parent: string | null }[]): Branch[] {
  const branches = new Map<string, Branch>(rows.map(({ id, title }) => [id, { value: id, title }]));
  const top: Branch[] = [];
  for (const { id, parent } of rows) {
    const branch = branches.get(id);
    if (!branch) continue;
    const above = parent === null ? undefined : branches.get(parent);
    if (above) (above.children ??= []).push(branch);
    else top.push(branch);
  }
  return top;
}
