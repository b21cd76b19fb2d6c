import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { ThemeProvider, useLook, type Look } from '.';

const CHANGE: Partial<Look> = { theme: 'dark', fontSize: 18 };
function Shown() {
  const { look, change } = useLook();
  return <button onClick={() => change(CHANGE)}>{JSON.stringify(look)}</button>;
}
const show = () =>
  render(
    <ThemeProvider>
      <Shown />
    </ThemeProvider>,
  );
const shown = () => JSON.parse(screen.getByRole('button').textContent) as Look;
const root = document.documentElement;

beforeEach(() => localStorage.clear());

test('begins light, middle, 15 px', () => {
  show();
  expect(shown()).toEqual({ theme: 'light', density: 'middle', fontSize: 15 });
  expect(root.dataset['theme']).toBe('light');
});

test('a change is painted at once and remembered', () => {
  const first = show();
  fireEvent.click(screen.getByRole('button'));
  expect(root.dataset['theme']).toBe('dark');
  expect(root.style.getPropertyValue('--font-size')).toBe('18px');
  first.unmount();
  show();
  expect(shown()).toEqual({ theme: 'dark', density: 'middle', fontSize: 18 });
});

test.each(['not json', '{"theme":"pink","density":1,"fontSize":400}', 'null'])(
  '%s is as if nothing was kept',
  (kept) => {
    localStorage.setItem('huishang.look', kept);
    show();
    expect(shown()).toEqual({ theme: 'light', density: 'middle', fontSize: 15 });
  },
);
