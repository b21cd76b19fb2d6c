import {
  call,
  commands,
  IpcError,
  type Attachment,
  type AttachmentRef,
  type Entity,
  type StagedPart,
} from '../../ipc';

/** How much is sent at once. */
const PIECE = 768 * 1024;
/** How much is read at once: what the Rust side stores as one piece. */
const STORED_PIECE = 1024 * 1024;
/** The largest file, as the Rust side has it. */
export const MAX_BYTES = 50 * 1024 * 1024;

const cancelled = () => new IpcError({ code: 'cancelled' });

function base64Of(piece: Blob, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    };
    // Moved away, a folder, or held by another program.
    reader.onerror = () => reject(new IpcError({ code: 'cannot_open', params: { path: name } }));
    reader.readAsDataURL(piece);
  });
}

/** Sends a file to the Rust side piece by piece and gives its token there; only a piece is ever held. */
export async function send(
  file: File,
  name: string,
  told: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  let token: string | null = null;
  let sent = 0;
  while (token === null || sent < file.size) {
    const base64 = await base64Of(file.slice(sent, sent + PIECE), name);
    if (signal.aborted) throw cancelled();
    const part: StagedPart = await call(commands.attachmentStage(token, name, sent, file.size, base64));
    token = part.token;
    sent = part.received;
    told(sent / file.size);
  }
  return token;
}

export const refOf = (entity: Entity, entityId: string, { id }: Attachment): AttachmentRef => ({
  entity,
  entityId,
  id,
});

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Reads a whole file for showing. Its type is what the Rust side found in the content, never what its name claims. */
export async function receive(
  which: AttachmentRef,
  { mediaType, size }: Attachment,
  told: (share: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let position = 0; position * STORED_PIECE < size; position += 1) {
    const part = await call(commands.attachmentPiece(which, position));
    if (signal.aborted) throw cancelled();
    pieces.push(bytesOf(part.base64));
    told(Math.min(1, ((position + 1) * STORED_PIECE) / size));
  }
  return new Blob(pieces, { type: mediaType });
}
