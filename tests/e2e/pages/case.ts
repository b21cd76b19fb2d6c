// 包案: the form that opens one for an appeal.
import type { Screen } from '../harness/screen';

export interface NewCase {
  leader: string;
  responsible: string;
}

/** Opens a case for the open appeal; returns its name. */
export async function openFromAppeal(screen: Screen, plan: NewCase): Promise<string> {
  await screen.click('appeal-open-case');
  const name = await screen.value('case-name');
  await screen.choose('case-leader', plan.leader);
  await screen.choose('case-responsible', plan.responsible);
  await screen.shot('case-form');
  await screen.click('case-save');
  await screen.see('case-panel');
  await screen.shot('case');
  return name;
}
