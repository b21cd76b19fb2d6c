// What the two commands print: short lines with the time since the start, headings, and the table of steps at the end.
const began = process.hrtime.bigint();
const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);

/** Seconds since the command began. */
export const elapsed = () => Number(process.hrtime.bigint() - began) / 1e9;

/** `4.2 秒` or `3 分 05 秒`. */
export function duration(seconds) {
  if (seconds < 60) return `${seconds.toFixed(1)} 秒`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} 分 ${String(whole % 60).padStart(2, '0')} 秒`;
}

export const say = (text) => console.log(`${paint(90, `[${duration(elapsed())}]`)} ${text}`);
export const heading = (text) => console.log(`\n${paint(1, `══ ${text}`)}`);
export const warn = (text) => console.log(paint(33, `注意：${text}`));

/** A failure whose words are for the person who typed the command; anything else is a fault in the scripts. */
export class Stop extends Error {}

/** Runs a command's body; a Stop is said plainly, without a stack. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    console.error(paint(31, `\n未完成：${error instanceof Stop ? error.message : (error?.stack ?? error)}`));
    process.exitCode = 1;
  }
}

// A Chinese character is two columns wide on a terminal.
const width = (text) => [...text].reduce((sum, c) => sum + (c.codePointAt(0) > 0x2e7f ? 2 : 1), 0);

/** Prints rows of [name, outcome, seconds]. */
export function table(rows) {
  const widest = Math.max(...rows.map(([name]) => width(name)));
  for (const [name, outcome, seconds] of rows) {
    const time = seconds === null ? '' : duration(seconds);
    console.log(`  ${name}${' '.repeat(widest - width(name))}  ${outcome}  ${time}`);
  }
}
