import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { refuse, renderPage, SESSION } from '../../test/fake';
import { call, commands } from '../ipc';
import { Masked, useReveal } from './Masked';
import { AgencyPicker } from './pickers';
import { SearchBox } from './SearchBox';
import { SidePanel } from './SidePanel';
import { useSavedDraft } from './useSavedDraft';

const isText = (raw: unknown): raw is string => typeof raw === 'string';
function Form() {
  const draft = useSavedDraft('test', isText);
  const [text, setText] = useState(draft.restored ?? '');
  const change = (to: string) => {
    setText(to);
    draft.keep(to);
  };
  return (
    <>
      <input aria-label="议题" value={text} onChange={(event) => change(event.target.value)} />
      <button onClick={draft.clear}>保存</button>
    </>
  );
}
const field = () => screen.getByRole<HTMLInputElement>('textbox');

test('a draft outlives the page and goes once it is saved', () => {
  const first = render(<Form />);
  fireEvent.change(field(), { target: { value: '屋面漏水' } });
  first.unmount();
  const second = render(<Form />);
  expect(field().value).toBe('屋面漏水');
  fireEvent.click(screen.getByRole('button'));
  second.unmount();
  render(<Form />);
  expect(field().value).toBe('');
});

test('what an older program left and doesn’t fit is dropped', () => {
  localStorage.setItem('huishang.draft.test', '{"text":1}');
  render(<Form />);
  expect(field().value).toBe('');
});

function Person() {
  const reveal = useReveal((reason) => call(commands.partyReveal('a1', reason)));
  return (
    <>
      <Masked masked="138****0000" whole={reveal.whole.get('p1')?.phone} reveal={reveal} />
      {reveal.dialog}
    </>
  );
}
const eye = () => screen.findByRole<HTMLButtonElement>('button', { name: '查看完整信息' });

test('masked data is shown whole only after a reason, which goes along', async () => {
  const { rust } = renderPage(<Person />, {
    session: { mayUse: [...SESSION.mayUse, 'reveal_personal'] },
    answers: {
      party_reveal: () => [{ id: 'p1', name: '甲某', phone: '13800000000', idNumber: null, address: null }],
    },
  });
  fireEvent.click(await eye());
  const ok = await screen.findByTestId('reveal-confirm');
  fireEvent.click(ok);
  expect(await screen.findByText('请写明理由，至少 2 个字')).toBeTruthy();
  expect(rust.calls).toEqual([]);
  fireEvent.change(screen.getByTestId('reveal-reason'), { target: { value: ' 电话回访 ' } });
  fireEvent.click(ok);
  expect(await screen.findByText('13800000000')).toBeTruthy();
  expect(rust.calls).toEqual([{ cmd: 'party_reveal', args: { appealId: 'a1', reason: '电话回访' } }]);
});

test('without the right the eye stays shut; a refusal leaves the mask', async () => {
  renderPage(<Person />).unmount();
  renderPage(<Person />, { session: { mayUse: [] } });
  expect((await eye()).disabled).toBe(true);
  expect(screen.getByText('138****0000')).toBeTruthy();
});

test('a refused reveal says so', async () => {
  renderPage(<Person />, {
    session: { mayUse: ['reveal_personal'] },
    answers: { party_reveal: () => refuse('forbidden', { useCase: 'reveal_personal' }) },
  });
  fireEvent.click(await eye());
  fireEvent.change(await screen.findByTestId('reveal-reason'), { target: { value: '电话回访' } });
  fireEvent.click(screen.getByTestId('reveal-confirm'));
  expect(await screen.findByText(/您的角色不能“查看完整个人信息”/)).toBeTruthy();
  expect(screen.getByText('138****0000')).toBeTruthy();
});

test('the search waits for the input method and for a pause', async () => {
  const onSearch = vi.fn();
  renderPage(<SearchBox value={undefined} onSearch={onSearch} data-testid="search" />);
  const input = await screen.findByTestId('search');
  vi.useFakeTimers();
  fireEvent.compositionStart(input);
  fireEvent.change(input, { target: { value: 'lu deng' } });
  act(() => void vi.advanceTimersByTime(5000));
  expect(onSearch).not.toHaveBeenCalled();
  fireEvent.change(input, { target: { value: '路灯' } });
  fireEvent.compositionEnd(input);
  expect(onSearch).not.toHaveBeenCalled();
  act(() => void vi.advanceTimersByTime(300));
  expect(onSearch).toHaveBeenCalledExactlyOnceWith('路灯');
  vi.useRealTimers();
});

test('“/” leads to the search', async () => {
  renderPage(<SearchBox value={undefined} onSearch={vi.fn()} data-testid="search" />);
  const input = await screen.findByTestId('search');
  await userEvent.keyboard('/');
  expect(document.activeElement).toBe(input);
  expect((input as HTMLInputElement).value).toBe('');
});

test('Esc closes a panel, W widens it, but not where somebody types', async () => {
  const onClose = vi.fn();
  const onWide = vi.fn();
  renderPage(
    <SidePanel title="标题" wide={false} onWide={onWide} onClose={onClose}>
      <input aria-label="备注" />
    </SidePanel>,
  );
  await userEvent.type(await screen.findByLabelText('备注'), 'w');
  expect(onWide).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: 'w' });
  expect(onWide).toHaveBeenCalledWith(true);
  fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(onClose).toHaveBeenCalledOnce();
});

test('an agency is found by its full name and shown by its short one', async () => {
  const agency = { kind: 'department', divisionId: null, contact: null, phone: null, people: 0 };
  const onChange = vi.fn();
  renderPage(<AgencyPicker data-testid="lead" onChange={onChange} without={['g3']} />, {
    answers: {
      agencies: () => [
        { ...agency, id: 'g1', name: '甲市住房和建设局', shortName: '住建局' },
        { ...agency, id: 'g2', name: '甲市城市管理局', shortName: '城管局' },
        { ...agency, id: 'g3', name: '甲市住房公积金中心', shortName: '公积金中心' },
      ],
    },
  });
  const root = await screen.findByTestId('lead');
  const input = root.querySelector('input');
  if (!input) throw new Error('the picker has no input');
  await userEvent.type(input, '住房');
  const options = () =>
    [...document.querySelectorAll('.ant-select-item-option')].map((one) => one.textContent);
  await waitFor(() => expect(options()).toEqual(['住建局']));
  fireEvent.click(document.querySelector('.ant-select-item-option') ?? root);
  expect(onChange.mock.calls[0]?.[0]).toBe('g1');
});
