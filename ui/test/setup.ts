import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Builds go on beside the tests.
configure({ asyncUtilTimeout: 8000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
  window.location.hash = '';
});

// jsdom has neither; antd asks for both.
Object.defineProperty(window, 'matchMedia', {
  value: (media: string) => ({
    matches: false,
    media,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  }),
});
class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}
Object.assign(window, { ResizeObserver: Observer, IntersectionObserver: Observer });
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.scrollTo = () => undefined;

window.scrollTo = () => undefined;
const styleOf = window.getComputedStyle.bind(window);
// jsdom has no styles of ::before and complains about each question.
window.getComputedStyle = (element) => styleOf(element);
