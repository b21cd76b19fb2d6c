import { describe, expect, test } from 'vitest';
import { SHORTCUTS, shortcutsOf } from './shortcuts';

/** A key pressed in an element, as the handler receives it. */
function pressed(target: HTMLElement, init: KeyboardEventInit): KeyboardEvent {
  document.body.append(target);
  let seen: KeyboardEvent | undefined;
  target.addEventListener('keydown', (event) => (seen = event));
  target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }));
  target.remove();
  if (!seen) throw new Error('the key never arrived');
  return seen;
}

describe('shortcuts', () => {
  test('a single key counts on the page, not where somebody types', () => {
    expect(shortcutsOf(pressed(document.createElement('div'), { key: '/' }))).toEqual(['search']);
    expect(shortcutsOf(pressed(document.createElement('input'), { key: '/' }))).toEqual([]);
    expect(shortcutsOf(pressed(document.createElement('textarea'), { key: '2' }))).toEqual([]);
  });

  test('a chord counts everywhere, but copying and undoing text stay the field’s own', () => {
    const field = () => document.createElement('input');
    expect(shortcutsOf(pressed(field(), { key: 'k', ctrlKey: true }))).toEqual(['palette']);
    expect(shortcutsOf(pressed(field(), { key: 'c', ctrlKey: true }))).toEqual([]);
    expect(shortcutsOf(pressed(field(), { key: 'z', ctrlKey: true }))).toEqual([]);
  });

  test('nothing counts while an input method composes', () => {
    const field = () => document.createElement('input');
    expect(shortcutsOf(pressed(field(), { key: 'k', ctrlKey: true, isComposing: true }))).toEqual([]);
    // How WebKitGTK says it; the field is deprecated, so it isn't named as one.
    const composing229: KeyboardEventInit = Object.fromEntries([['keyCode', 229]]);
    expect(shortcutsOf(pressed(field(), { key: 'k', ctrlKey: true, ...composing229 }))).toEqual([]);
  });

  test('no two shortcuts of one scope share their keys', () => {
    const all = Object.values(SHORTCUTS).map(({ keys, scope }) => `${scope} ${keys}`);
    expect(new Set(all).size).toBe(all.length);
  });
});
