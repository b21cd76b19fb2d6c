import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { scrollTo, STEP, windowOf, type Window } from './window';

/** What a row is high until one was measured. */
const FIRST_GUESS = 44;

export interface Seen extends Window {
  /** Pixels of the rows above the window and below it. */
  above: number;
  below: number;
  onScroll: () => void;
  /** Brings a row into sight. */
  show: (index: number) => void;
}

/** Which of `count` rows of the table in `box` are drawn. */
export function useWindow(box: RefObject<HTMLDivElement | null>, count: number): Seen {
  const [at, setAt] = useState({ top: 0, height: 0, row: FIRST_GUESS });
  const latest = useRef(at);

  const look = () => {
    const element = box.current;
    if (!element) return;
    const drawn = element.querySelector<HTMLElement>('tr[data-row-key]')?.offsetHeight;
    const row = drawn && drawn > 0 ? drawn : latest.current.row;
    const step = STEP * row;
    const next = { top: Math.floor(element.scrollTop / step) * step, height: element.clientHeight, row };
    const { top, height, row: before } = latest.current;
    if (next.top === top && next.height === height && next.row === before) return;
    latest.current = next;
    setAt(next);
  };

  // A window or a text size that changes shows other rows; a list that is read draws its first.
  useLayoutEffect(() => {
    look();
    const element = box.current;
    if (!element || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    const body = element.querySelector('table');
    if (body) observer.observe(body);
    return () => observer.disconnect();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `look` reads refs only
  }, [box, count > 0]);

  const { start, end } = windowOf(count, at.top, at.height, at.row);
  const show = (index: number) => {
    const element = box.current;
    if (!element) return;
    const header = element.querySelector<HTMLElement>('thead')?.offsetHeight ?? 0;
    const { scrollTop, clientHeight } = element;
    element.scrollTo({ top: scrollTo(index, scrollTop, clientHeight, latest.current.row, header) });
  };
  return { start, end, above: start * at.row, below: (count - end) * at.row, onScroll: look, show };
}
