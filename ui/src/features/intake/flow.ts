import type { KeyboardEvent } from 'react';
import { isComposing } from '../../keyboard';

const FIELDS = 'input:not([type="hidden"]):not(:disabled), textarea:not(:disabled)';

/** Enter in a one-line field goes to the next field; a list that is open keeps it for itself. */
export function nextField(event: KeyboardEvent<HTMLElement>): void {
  const { target } = event;
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (isComposing(event.nativeEvent) || !(target instanceof HTMLInputElement)) return;
  if (target.getAttribute('aria-expanded') === 'true' || target.closest('.ant-picker')) return;
  const fields = [...event.currentTarget.querySelectorAll<HTMLElement>(FIELDS)].filter(
    (field) =>
      field instanceof HTMLTextAreaElement ||
      !(field instanceof HTMLInputElement && field.type === 'radio' && !field.checked),
  );
  const next = fields[fields.indexOf(target) + 1];
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}
