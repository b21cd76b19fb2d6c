import { call, commands } from '../../ipc';
import { sendFile } from '../../tasks';
import { begin, changeChosen } from './wizard';

let turn = 0;

/** Takes the file that a person picked; one that is still on its way gives way to it. */
export async function takeFile(file: File): Promise<void> {
  turn += 1;
  const mine = turn;
  begin({ name: file.name, size: file.size, sent: 0, token: null, failure: null });
  try {
    const token = await sendFile(
      file,
      (token, offset, base64) => call(commands.fileStage(token, file.name, offset, file.size, base64)),
      (sent) => changeChosen({ sent }),
      () => mine !== turn,
    );
    if (mine === turn) changeChosen({ token });
  } catch (failure) {
    if (mine === turn) changeChosen({ failure });
  }
}
