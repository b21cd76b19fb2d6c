import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { call, commands } from '../ipc';

/** Writes a form's text at each change, one after the other; of those that wait only the latest is written. */
class Writer {
  private waiting: { text: string | null } | null = null;
  private running: Promise<void> | null = null;

  constructor(
    private readonly name: string,
    private failed: (error: unknown) => void = () => undefined,
  ) {}

  onFailure(failed: (error: unknown) => void): void {
    this.failed = failed;
  }

  write(text: string | null): void {
    this.waiting = { text };
    this.running ??= this.run();
  }

  /** When nothing waits any more. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private async run(): Promise<void> {
    while (this.waiting) {
      const { text } = this.waiting;
      this.waiting = null;
      try {
        await call(commands.draftKeep(this.name, text));
      } catch (error) {
        this.failed(error);
      }
    }
    this.running = null;
  }
}

const writers = new Map<string, Writer>();
function writerOf(name: string): Writer {
  const known = writers.get(name) ?? new Writer(name);
  writers.set(name, known);
  return known;
}

export interface KeptDraft<T> {
  /** False until it is known what was left. */
  ready: boolean;
  /** What was left unsaved the last time. */
  restored: T | null;
  /** Keeps a value that is plain data. Call it at each change. */
  keep: (value: T) => void;
  clear: () => void;
}

/**
 * A draft that the program itself keeps, in a file of this person's own: it outlives the window, the program and the
 * machine, and may hold people's data. `fits` looks at what an older program may have left.
 */
export function useKeptDraft<T>(
  name: string,
  fits: (raw: unknown) => raw is T,
  onFailure?: (error: unknown) => void,
): KeptDraft<T> {
  const writer = useMemo(() => {
    const one = writerOf(name);
    if (onFailure) one.onFailure(onFailure);
    return one;
  }, [name, onFailure]);
  // Read anew each time the form is opened, and never kept in memory longer than it is shown.
  const query = useQuery({
    queryKey: ['draft', name],
    queryFn: async () => {
      await writer.idle();
      try {
        const raw: unknown = JSON.parse((await call(commands.draftRead(name))) ?? 'null');
        return fits(raw) ? raw : null;
      } catch {
        return null;
      }
    },
    staleTime: Infinity,
    gcTime: 0,
  });
  const keep = useCallback((value: T) => writer.write(JSON.stringify(value)), [writer]);
  const clear = useCallback(() => writer.write(null), [writer]);
  return { ready: query.isSuccess, restored: query.data ?? null, keep, clear };
}
