// 会商: the form that makes one out of an appeal.
import type { Screen } from '../harness/screen';

export interface NewConsultation {
  lead: string;
  cooperating: string[];
  startsAt: string;
  place: string;
}

/** Makes a consultation out of the open appeal; returns its topic. */
export async function createFromAppeal(screen: Screen, plan: NewConsultation): Promise<string> {
  await screen.click('appeal-create-consultation');
  const topic = await screen.value('consultation-topic');
  await screen.choose('consultation-lead', plan.lead);
  for (const agency of plan.cooperating) await screen.choose('consultation-cooperating', agency);
  await screen.date('consultation-starts-at', plan.startsAt);
  await screen.type('consultation-place', plan.place);
  await screen.shot('consultation-form');
  await screen.click('consultation-save');
  await screen.see('consultation-panel');
  await screen.shot('consultation');
  return topic;
}
