// Addresses: where in the program one can be, and the filters that live in the address. A feature leads to another by
// its address and never by importing it.

/** Where to go: a path and what the address holds besides. */
export interface Place {
  to: string;
  search: Record<string, unknown>;
}

type Reader<T> = (raw: unknown) => T | undefined;
type Shape = Record<string, Reader<unknown>>;
/** What an address may hold; everything may be missing. */
export type Held<S extends Shape> = { [K in keyof S]?: Exclude<ReturnType<S[K]>, undefined> };

/** Any text that isn't empty. */
export const text: Reader<string> = (raw) =>
  typeof raw === 'string' || typeof raw === 'number' ? String(raw) || undefined : undefined;

/** A day YYYY-MM-DD. */
export const day: Reader<string> = (raw) =>
  typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw) ? raw : undefined;

/** Said or not. */
export const flag: Reader<true> = (raw) => (raw === true || raw === 'true' || raw === 1 ? true : undefined);

/** A whole number, not below zero. */
export const number: Reader<number> = (raw) => {
  const value = typeof raw === 'string' && raw !== '' ? Number(raw) : raw;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
};

/** One of a closed list of words. */
export const oneOf =
  <C extends string>(words: Readonly<Record<C, string>>): Reader<C> =>
  (raw) =>
    typeof raw === 'string' && Object.hasOwn(words, raw) ? (raw as C) : undefined;

/** Several of a closed list of words. */
export const manyOf =
  <C extends string>(words: Readonly<Record<C, string>>): Reader<C[]> =>
  (raw) => {
    const one = oneOf(words);
    const found = (Array.isArray(raw) ? raw : [raw]).map(one).filter((code) => code !== undefined);
    return found.length > 0 ? found : undefined;
  };

/** Several texts, for instance ids. */
export const texts: Reader<string[]> = (raw) => {
  const found = (Array.isArray(raw) ? raw : [raw]).map(text).filter((item) => item !== undefined);
  return found.length > 0 ? found : undefined;
};

/** A page's address. */
export interface Address<S extends Shape> {
  path: string;
  /** What an address holds; whatever makes no sense is left out. */
  read: (raw: Record<string, unknown>) => Held<S>;
  /** This page, with these filters. */
  at: (held?: Held<S>) => Place;
}

/** Declares a page's address. */
export function address<S extends Shape>(path: string, shape: S): Address<S> {
  const read = (raw: Record<string, unknown>): Held<S> => {
    const held: Record<string, unknown> = {};
    for (const [name, reader] of Object.entries(shape)) {
      const value = reader(raw[name]);
      if (value !== undefined) held[name] = value;
    }
    return held as Held<S>;
  };
  return { path, read, at: (held = {}) => ({ to: path, search: read(held) }) };
}
