// 会商: the form that makes one out of an appeal.
import type { Screen } from '../harness/screen';

export interface NewConsultation {
  /** Part of an agency's name. */
  lead: string;
  cooperating: string[];
  /** YYYY-MM-DD HH:mm */
  startsAt: string;
  place: string;
}

/** What the form ended up holding. */
export interface Created {
  topic: string;
  lead: string;
  cooperating: string[];
}

/** Makes a consultation out of the open appeal. */
export async function createFromAppeal(screen: Screen, plan: NewConsultation): Promise<Created> {
  await screen.click('appeal-create-consultation');
  const topic = await screen.value('consultation-topic');
  const lead = await screen.choose('consultation-lead', plan.lead);
  const cooperating: string[] = [];
  for (const agency of plan.cooperating)
    cooperating.push(await screen.choose('consultation-cooperating', agency));
  await screen.date('consultation-starts-at', plan.startsAt);
  await screen.type('consultation-place', plan.place);
  await screen.shot('consultation-form');
  await screen.click('consultation-save');
  await screen.see('consultation-panel');
  await screen.shot('consultation');
  return { topic, lead, cooperating };
}
