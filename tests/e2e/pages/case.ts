// 包案: the form that opens one for an appeal.
import type { Screen } from '../harness/screen';

/** What the form ended up holding. */
export interface Opened {
  name: string;
  /** As the list of leaders shows the person: name and post. */
  leader: string;
}

/** Opens a case for the open appeal, taken on by the first leader of the list. */
export async function openFromAppeal(screen: Screen, plan: { responsible: string }): Promise<Opened> {
  await screen.click('appeal-open-case');
  const name = await screen.value('case-name');
  const leader = await screen.chooseFirst('case-leader');
  await screen.choose('case-responsible', plan.responsible);
  await screen.shot('case-form');
  await screen.click('case-save');
  await screen.see('case-panel');
  await screen.shot('case');
  return { name, leader };
}
