// Starts programs and waits for what they say; their output is kept to explain a failure.
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import type { Cleanup } from './cleanup';

export interface Started {
  child: ChildProcess;
  /** Resolves with the first match in what the program has written. */
  line(pattern: RegExp): Promise<RegExpMatchArray>;
  output(): string;
}

const running = new Set<ChildProcess>();

// Ctrl+C reaches the tests only, not the groups of what they have started.
const INTERRUPTIONS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
for (const name of INTERRUPTIONS) {
  process.once(name, () => {
    for (const child of running) signal(child, 'SIGKILL');
    process.kill(process.pid, name);
  });
}

/** Ends everything that was started here at once and without warning, as a crash would. */
export function killAll(): void {
  for (const child of running) signal(child, 'SIGKILL');
}

/** Starts a program that keeps running until the cleanup, which also ends every program that this one has started. */
export function start(cleanup: Cleanup, file: string, args: string[], options: SpawnOptions = {}): Started {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options, detached: true });
  let text = '';
  let closed = false;
  const watchers = new Set<() => void>();
  const told = () => watchers.forEach((watch) => watch());
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      told();
    });
  }
  // Closed is more than ended: nobody who was given its output is there any more.
  const gone = new Promise<void>((resolve) => {
    const end = () => {
      closed = true;
      told();
      resolve();
    };
    child.on('close', end);
    child.on('error', (error) => {
      text += error.message;
      end();
    });
  });
  running.add(child);
  cleanup.add(async () => {
    signal(child, 'SIGTERM');
    const hard = setTimeout(() => signal(child, 'SIGKILL'), 5_000);
    await gone;
    clearTimeout(hard);
    running.delete(child);
  });
  const line = (pattern: RegExp) =>
    new Promise<RegExpMatchArray>((resolve, reject) => {
      const limit = setTimeout(() => finish(null, `said nothing like ${pattern} in 30 s`), 30_000);
      const finish = (match: RegExpMatchArray | null, problem: string) => {
        clearTimeout(limit);
        watchers.delete(look);
        if (match) resolve(match);
        else reject(new Error(`${file} ${problem}:\n${text}`));
      };
      const look = () => {
        const match = text.match(pattern);
        if (match) finish(match, '');
        else if (closed) finish(null, 'ended');
      };
      watchers.add(look);
      look();
    });
  return { child, line, output: () => text };
}

/** Signals a program and all that it has started and left in its group. */
function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, name);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'ESRCH') throw problem;
  }
}

/** Runs a program to its end and returns its standard output; fails with everything that it said. */
export function call(file: string, args: string[], env: NodeJS.ProcessEnv = process.env): string {
  const result = spawnSync(file, args, { env, encoding: 'utf8', maxBuffer: 64 << 20 });
  if (result.error) throw result.error;
  if (result.status !== 0)
    throw new Error(`${file} ${args.join(' ')}: ${result.status}\n${result.stdout}${result.stderr}`);
  return result.stdout;
}
