import type { QueryClient } from '@tanstack/react-query';
import { events, type Changed, type Entity } from './bindings';
import { keys } from './keys';

/** What else shows something of an entity, besides the queries that begin with it. */
const ALSO: Partial<Record<Entity, readonly (readonly string[])[]>> = {
  appeal: [keys.consultation.all, keys.case.all, keys.session],
  consultation: [keys.appeal.all, keys.case.all],
  case: [keys.appeal.all, keys.consultation.all],
  action: [keys.consultation.all],
  import: [keys.appeal.all, keys.session],
  // Deadlines are reckoned by it.
  calendar: [keys.appeal.all, keys.case.all],
};

/** Bulk work announces a great deal; one refresh a quarter of a second is plenty. */
const GATHER = 250;

function prefixes(entity: Entity): (readonly string[])[] {
  return [[entity], keys.workbench, ['audit'], ['form-preview'], ...(ALSO[entity] ?? [])];
}

/** Refreshes what shows a changed entity, whoever changed it. Returns how to stop. */
export function connectLive(client: QueryClient): () => void {
  const waiting = new Set<Entity>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const refresh = () => {
    timer = undefined;
    const entities = [...waiting];
    waiting.clear();
    if (entities.includes('database')) {
      void client.invalidateQueries();
      return;
    }
    const wanted = new Map(entities.flatMap(prefixes).map((key) => [key.join('/'), key]));
    for (const queryKey of wanted.values()) void client.invalidateQueries({ queryKey });
  };

  const take = ({ entity }: Changed) => {
    waiting.add(entity);
    timer ??= setTimeout(refresh, GATHER);
  };

  let stopped = false;
  let unlisten: (() => void) | undefined;
  events.changed
    .listen(({ payload }) => take(payload))
    .then((off) => {
      if (stopped) off();
      else unlisten = off;
    })
    .catch(() => undefined);
  return () => {
    stopped = true;
    clearTimeout(timer);
    unlisten?.();
  };
}
