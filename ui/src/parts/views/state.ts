import { readChoice, type Choice } from '../useColumns';

/** Filters and order, as an address holds them. */
export type Filters = Readonly<Record<string, unknown>>;

/** What a view is: which rows of a list, and which columns. */
export interface ViewState {
  filters: Filters;
  /** None where a view leaves them as they are. */
  columns: Choice | null;
}

/** A view that comes with the program. */
export interface BuiltIn {
  code: string;
  name: string;
  filters: Filters;
}

/** Of a place, and not of a list. */
const NOT_FILTERS: readonly string[] = ['open', 'wide', 'view', 'triage'];

/** What of an address is filters and order. */
export function filtersOf(held: Readonly<Record<string, unknown>>): Filters {
  const kept = Object.entries(held).filter(
    ([name, value]) => value !== undefined && !NOT_FILTERS.includes(name),
  );
  return Object.fromEntries(kept);
}

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted).sort();
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]));
};

/** Whether both say the same, in whatever order. */
export const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

export const write = (state: ViewState): string => JSON.stringify(state);

/** A view as it was kept; whatever makes no sense is left out by the address that takes it. */
export function read(content: string): ViewState {
  try {
    const held = JSON.parse(content) as Partial<Record<keyof ViewState, unknown>> | null;
    const filters = held?.filters;
    return {
      filters: typeof filters === 'object' && filters !== null ? (filters as Filters) : {},
      columns: held?.columns ? readChoice(held.columns) : null,
    };
  } catch {
    return { filters: {}, columns: null };
  }
}

/** Whether what is shown is no longer what a view says. */
export const differs = (view: ViewState, shown: { filters: Filters; columns: Choice }): boolean =>
  !same(view.filters, shown.filters) || (view.columns !== null && !same(view.columns, shown.columns));
