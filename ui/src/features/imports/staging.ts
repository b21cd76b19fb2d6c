import { call, commands, IpcError, type StagedPart } from '../../ipc';
import { begin, changeChosen } from './wizard';

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

/** Sends a file to the Rust side piece by piece; gives its token there, or none when `stopped`. */
async function send(
  file: File,
  told: (sent: number) => void,
  stopped: () => boolean,
): Promise<string | null> {
  let token: string | null = null;
  let sent = 0;
  do {
    const piece = file.slice(sent, sent + PIECE);
    const base64 = piece.size > 0 ? await base64Of(piece, file.name) : '';
    if (stopped()) return null;
    const part: StagedPart = await call(commands.fileStage(token, file.name, sent, file.size, base64));
    if (stopped()) return null;
    ({ token, received: sent } = part);
    told(sent);
  } while (sent < file.size);
  return token;
}

let turn = 0;

/** Takes the file that a person picked; one that is still on its way gives way to it. */
export async function takeFile(file: File): Promise<void> {
  turn += 1;
  const mine = turn;
  begin({ name: file.name, size: file.size, sent: 0, token: null, failure: null });
  try {
    const token = await send(
      file,
      (sent) => changeChosen({ sent }),
      () => mine !== turn,
    );
    if (mine === turn) changeChosen({ token });
  } catch (failure) {
    if (mine === turn) changeChosen({ failure });
  }
}
