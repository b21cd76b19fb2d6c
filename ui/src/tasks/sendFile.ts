import { IpcError, type StagedPart } from '../ipc';

/** How much is sent at once. */
const PIECE = 768 * 1024;

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

/** Hands one piece to the Rust side: the token of what it holds already, where the piece begins, its bytes. */
type Stage = (token: string | null, offset: number, base64: string) => Promise<StagedPart>;

/**
 * Sends a file to the Rust side piece by piece, so that only a piece is ever held; gives its token there, or none when
 * `stopped`.
 */
export async function sendFile(
  file: File,
  stage: Stage,
  told: (sent: number) => void,
  stopped: () => boolean,
): Promise<string | null> {
  let token: string | null = null;
  let sent = 0;
  do {
    const piece = file.slice(sent, sent + PIECE);
    const base64 = piece.size > 0 ? await base64Of(piece, file.name) : '';
    if (stopped()) return null;
    const part: StagedPart = await stage(token, sent, base64);
    if (stopped()) return null;
    ({ token, received: sent } = part);
    told(sent);
  } while (sent < file.size);
  return token;
}
