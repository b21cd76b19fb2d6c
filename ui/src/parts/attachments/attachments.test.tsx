import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { refuse, renderPage, type Answers } from '../../../test/fake';
import type { Attachment } from '../../ipc';
import { Attachments } from './Attachments';
import { AttachZone } from './AttachZone';
import { sizeWords } from './messages';
import { fitting } from './PictureView';
import { receive } from './transfer';
import { useAttaching, type Holder } from './useAttaching';

const HOLDER: Holder = { entity: 'appeal', id: 'a1', useCase: 'edit_appeal' };
const file = (part: Partial<Attachment> = {}): Attachment => ({
  id: 'f1',
  version: 1,
  name: '现场.png',
  purpose: '现场照片',
  kind: 'picture',
  mediaType: 'image/png',
  size: 5,
  at: '2026-11-24T01:00:00Z',
  by: '甲某',
  ...part,
});

function Page() {
  const attaching = useAttaching(HOLDER);
  return (
    <AttachZone attaching={attaching}>
      <Attachments holder={HOLDER} attaching={attaching} />
    </AttachZone>
  );
}

/** Answers that hold files, as the Rust side does. */
function holding(...files: Attachment[]): Answers {
  let held = files;
  let taken = '';
  return {
    attachment_list: () => held,
    attachment_stage: ({ name, offset, base64 }) => {
      taken = name as string;
      return { token: 't1', received: (offset as number) + atob(base64 as string).length };
    },
    attachment_add: () => {
      const attachment = file({ id: `f${held.length + 1}`, name: taken, purpose: null });
      held = [...held, attachment];
      return { attachment, already: false };
    },
    attachment_remove: () => {
      held = held.slice(1);
      return null;
    },
    attachment_restore: () => {
      held = files;
      return files[0];
    },
  };
}

const picked = (name: string, bytes: string | Uint8Array<ArrayBuffer>) => new File([bytes], name);
const askedOf = (rust: ReturnType<typeof renderPage>['rust'], cmd: string) =>
  rust.calls.filter((call) => call.cmd === cmd).map(({ args }) => args);

test('a picked file goes in pieces and stands in the list', async () => {
  const { rust } = renderPage(<Page />, { answers: holding() });
  const input = await screen.findByTestId('attachment-file');
  const long = new Uint8Array(768 * 1024 + 3);
  fireEvent.change(input, { target: { files: [picked('报告.pdf', long)] } });
  expect(await screen.findByText('报告.pdf')).toBeTruthy();
  const sent = askedOf(rust, 'attachment_stage');
  expect(sent.map(({ token, offset, size }) => [token, offset, size])).toEqual([
    [null, 0, long.length],
    ['t1', 768 * 1024, long.length],
  ]);
  expect(askedOf(rust, 'attachment_add')[0]).toMatchObject({ token: 't1', entity: 'appeal', entityId: 'a1' });
});

test('what is too large or empty is refused before a byte is sent, and the others still go', async () => {
  const { rust } = renderPage(<Page />, { answers: holding() });
  const input = await screen.findByTestId('attachment-file');
  const large = picked('大.mp4', 'x');
  Object.defineProperty(large, 'size', { value: 50 * 1024 * 1024 + 1 });
  fireEvent.change(input, { target: { files: [large, picked('空.txt', ''), picked('好.txt', '好')] } });
  expect(await screen.findByText(/“大\.mp4”超过 50 MB/)).toBeTruthy();
  expect(await screen.findByText(/“空\.txt”是空文件/)).toBeTruthy();
  expect(await screen.findByText('好.txt')).toBeTruthy();
  expect(askedOf(rust, 'attachment_stage').map(({ name }) => name)).toEqual(['好.txt']);
});

test('files are dropped and screenshots pasted', async () => {
  const { rust } = renderPage(<Page />, { answers: holding() });
  const zone = await screen.findByTestId('attach-zone');
  fireEvent.drop(zone, { dataTransfer: { types: ['Files'], files: [picked('拖来.txt', 'a')] } });
  expect(await screen.findByText('拖来.txt')).toBeTruthy();
  // One after the other: the first is in once there is nothing to stop any more.
  await waitFor(() => expect(screen.queryByTestId('attachment-stop')).toBeNull());
  const paste = new Event('paste', { bubbles: true });
  Object.assign(paste, { clipboardData: { files: [picked('image.png', 'b')] } });
  document.dispatchEvent(paste);
  expect(await screen.findByText(/^截图 /)).toBeTruthy();
  expect(askedOf(rust, 'attachment_stage')[1]?.['name']).toMatch(/^截图 \d{4}-\d\d-\d\d \d{6}\.png$/);
});

test('a file is taken off at once and can be put back', async () => {
  const { rust } = renderPage(<Page />, { answers: holding(file()) });
  fireEvent.click(await screen.findByRole('button', { name: '更多操作：现场.png' }));
  fireEvent.click(await screen.findByText('移除'));
  const told = await screen.findByText(/已移除“现场\.png”/);
  await waitFor(() => expect(screen.queryByTestId('attachment-row')).toBeNull());
  expect(askedOf(rust, 'attachment_remove')[0]).toMatchObject({ which: { id: 'f1' }, version: 1 });
  fireEvent.click(within(told).getByRole('button', { name: /撤\s?销/ }));
  expect(await screen.findByTestId('attachment-row')).toBeTruthy();
});

test('who may only look can add and change nothing; a refusal says so', async () => {
  const answers: Answers = {
    ...holding(file()),
    attachment_list: () => refuse('not_found', { entity: 'appeal' }),
  };
  renderPage(<Page />, { answers, session: { mayUse: ['view_appeals'] } });
  const add = await screen.findByTestId('attachment-add');
  expect(add.hasAttribute('disabled')).toBe(true);
  expect(screen.queryByText(/可拖到这里/)).toBeNull();
  expect(await screen.findByRole('alert')).toBeTruthy();
});

test('a picture is read piece by piece and bears the type of its content; other files are not read at all', async () => {
  const made = vi.fn((blob: Blob) => `blob:${blob.type}:${blob.size}`);
  Object.assign(URL, { createObjectURL: made, revokeObjectURL: vi.fn() });
  const answers: Answers = {
    ...holding(file({ name: '照片.html' }), file({ id: 'f2', name: '说明.docx', kind: 'office' })),
    attachment_piece: () => ({ base64: btoa('12345'), size: 5 }),
  };
  const { rust } = renderPage(<Page />, { answers });
  fireEvent.click(await screen.findByRole('button', { name: '照片.html' }));
  const picture = await screen.findByAltText('照片.html');
  expect(picture.getAttribute('src')).toBe('blob:image/png:5');
  fireEvent.keyDown(document, { key: 'ArrowRight' });
  expect(await screen.findByText(/这种文件不能在这里显示/)).toBeTruthy();
  expect(askedOf(rust, 'attachment_piece')).toHaveLength(1);
});

test('a file that was closed meanwhile is read no further', async () => {
  const stop = new AbortController();
  let asked = 0;
  renderPage(<div />, {
    answers: {
      attachment_piece: () => {
        asked += 1;
        stop.abort();
        return { base64: btoa('x'), size: 5_000_000 };
      },
    },
  });
  const reading = receive(
    { entity: 'appeal', entityId: 'a1', id: 'f1' },
    file({ size: 5_000_000 }),
    () => undefined,
    stop.signal,
  );
  await expect(reading).rejects.toMatchObject({ error: { code: 'cancelled' } });
  expect(asked).toBe(1);
});

test('a picture fits its room, turned or not, and a small one stays small', () => {
  const room = { width: 800, height: 400 };
  expect(fitting({ width: 1600, height: 400 }, room, false)).toBe(0.5);
  expect(fitting({ width: 1600, height: 400 }, room, true)).toBe(0.25);
  expect(fitting({ width: 10, height: 10 }, room, false)).toBe(1);
  expect([sizeWords(5), sizeWords(2048), sizeWords(1.5 * 1024 * 1024)]).toEqual(['5 字节', '2 KB', '1.5 MB']);
});
