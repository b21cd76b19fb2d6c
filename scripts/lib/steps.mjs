// Steps in order, each with a heading and its time; the first failure stops the rest, and the table tells all of it.
import { Stop, duration, elapsed, heading, table } from './say.mjs';

/** Runs steps {name, run, skip?}; `skip` is the reason why a step does not run here. */
export function runSteps(steps) {
  const rows = [];
  let failure = null;
  for (const { name, run, skip } of steps) {
    if (failure || skip) {
      rows.push([name, failure ? '未到' : `未运行：${skip}`, null]);
      continue;
    }
    heading(name);
    const before = elapsed();
    try {
      run();
      rows.push([name, '通过', elapsed() - before]);
    } catch (error) {
      failure = error;
      rows.push([name, '失败', elapsed() - before]);
    }
  }
  heading('各步用时');
  table(rows);
  console.log(`  合计 ${duration(elapsed())}`);
  if (failure) throw failure instanceof Stop ? failure : new Stop(failure.stack);
  console.log(rows.some(([, outcome]) => outcome.startsWith('未')) ? '\n已运行的都通过。' : '\n全部通过。');
}
