// Starts programs and waits for what they say; their output is kept to explain a failure.
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import type { Cleanup } from './cleanup';

export interface Started {
  child: ChildProcess;
  /** Resolves with the first match in what the program has written. */
  line(pattern: RegExp): Promise<RegExpMatchArray>;
  output(): string;
}

/** Starts a program that keeps running until the cleanup. */
export function start(cleanup: Cleanup, file: string, args: string[], options: SpawnOptions = {}): Started {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
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
  const ended = new Promise<void>((resolve) => {
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
  cleanup.add(async () => {
    if (!closed) child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(hard);
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

/** Runs a program to its end and returns its standard output; fails with everything that it said. */
export function call(file: string, args: string[], env: NodeJS.ProcessEnv = process.env): string {
  const result = spawnSync(file, args, { env, encoding: 'utf8', maxBuffer: 64 << 20 });
  if (result.error) throw result.error;
  if (result.status !== 0)
    throw new Error(`${file} ${args.join(' ')}: ${result.status}\n${result.stdout}${result.stderr}`);
  return result.stdout;
}
