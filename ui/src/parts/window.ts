/** Rows drawn above and below those that are seen, so that a quick scroll shows no gap. */
export const OVERSCAN = 15;
/** The window moves in steps of so many rows: scrolling draws anew once a step. */
export const STEP = 10;

/** Which rows of a list are drawn: `start` is the first, `end` the one after the last. */
export interface Window {
  start: number;
  end: number;
}

/** The rows to draw of a list of `count` rows that are `row` pixels high, where `top` pixels are scrolled away and `height` are seen. */
export function windowOf(count: number, top: number, height: number, row: number): Window {
  const first = Math.floor(Math.max(0, top) / row / STEP) * STEP;
  const seen = Math.ceil(height / row) + STEP;
  // A list that grew shorter may be scrolled past its end.
  const start = Math.max(0, Math.min(first, count - seen) - OVERSCAN);
  return { start, end: Math.min(count, first + seen + OVERSCAN) };
}

/** Where to scroll so that a row is seen whole under the header; where it is already, nothing changes. */
export function scrollTo(index: number, top: number, height: number, row: number, header: number): number {
  const above = index * row;
  if (above < top) return above;
  const below = header + above + row - height;
  return below > top ? below : top;
}
