import { call, commands, IpcError, type Attachment, type AttachmentRef, type Entity } from '../../ipc';
import { sendFile } from '../../tasks';

/** How much is read at once: what the Rust side stores as one piece. */
const STORED_PIECE = 1024 * 1024;
/** The largest file, as the Rust side has it. */
export const MAX_BYTES = 50 * 1024 * 1024;

const cancelled = () => new IpcError({ code: 'cancelled' });

/** Sends a file to the Rust side and gives its token there. */
export async function send(
  file: File,
  name: string,
  told: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const token = await sendFile(
    file,
    (held, offset, base64) => call(commands.attachmentStage(held, name, offset, file.size, base64)),
    (sent) => told(file.size === 0 ? 1 : sent / file.size),
    () => signal.aborted,
  );
  if (token === null) throw cancelled();
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
