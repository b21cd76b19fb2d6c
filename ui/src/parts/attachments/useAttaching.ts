import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call, commands, toIpcError, type Added, type Entity, type UseCase } from '../../ipc';
import { common } from '../../messages';
import { useMay } from '../../session';
import { runTask } from '../../tasks';
import { useTell, type Tell } from '../useTell';
import { words } from './messages';
import { MAX_BYTES, send } from './transfer';

/** The record whose files are shown. */
export interface Holder {
  entity: Entity;
  id: string;
  /** Who may change them. */
  useCase: UseCase;
}

export interface Attaching {
  add: (files: readonly File[]) => void;
  /** Why nothing can be added; nothing when it can. */
  why: string | null;
  /** What is on its way. */
  busy: { name: string; percent: number } | null;
  stop: () => void;
}

export const listKey = ({ entity, id }: Pick<Holder, 'entity' | 'id'>) =>
  [entity, 'attachments', id] as const;

/** A pasted picture has no name of its own. */
function nameOf(file: File): string {
  if (file.name && file.name !== 'image.png') return file.name;
  const two = (n: number) => String(n).padStart(2, '0');
  const at = new Date();
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return words.pasted(`${day} ${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`);
}

function report(tell: Tell, added: readonly Added[]): void {
  const again = added.filter((one) => one.already);
  const fresh = added.filter((one) => !one.already);
  again.forEach(({ attachment }) => tell.refused(words.already(attachment.name)));
  const [only] = fresh;
  if (only) tell.done(fresh.length === 1 ? words.added(only.attachment.name) : words.addedMany(fresh.length));
}

/** Adds files to a record, one after the other. */
export function useAttaching({ entity, id, useCase }: Holder): Attaching {
  const client = useQueryClient();
  const tell = useTell();
  const may = useMay(useCase);
  const [busy, setBusy] = useState<Attaching['busy']>(null);
  const stopping = useRef(new AbortController());
  const one = async (file: File, signal: AbortSignal): Promise<Added | null> => {
    const name = nameOf(file);
    if (file.size > MAX_BYTES) {
      tell.refused(words.tooLarge(name));
      return null;
    }
    if (file.size === 0) {
      tell.refused(words.noContent(name));
      return null;
    }
    setBusy({ name, percent: 0 });
    const told = (share: number) => setBusy({ name, percent: Math.floor(share * 100) });
    const token = await send(file, name, told, signal);
    return runTask(words.task(name), (task) => commands.attachmentAdd(token, entity, id, null, task));
  };
  const all = async (files: readonly File[]) => {
    const { signal } = (stopping.current = new AbortController());
    const added: Added[] = [];
    try {
      for (const file of files) {
        const done = await one(file, signal);
        if (done) added.push(done);
      }
    } catch (error) {
      if (toIpcError(error).error.code !== 'cancelled') tell.failed(error);
    } finally {
      setBusy(null);
      report(tell, added);
      void client.invalidateQueries({ queryKey: [entity] });
    }
  };
  const why = may ? null : common.notAllowed;
  return {
    add: (files) => {
      if (may && busy === null && files.length > 0) void all(files);
    },
    why,
    busy,
    stop: () => stopping.current.abort(),
  };
}

/** Takes files off a record and puts them back. */
export function useRemoving({ entity, id }: Holder) {
  const client = useQueryClient();
  const tell = useTell();
  const refresh = () => void client.invalidateQueries({ queryKey: [entity] });
  return (attachment: Added['attachment']) => {
    const which = { entity, entityId: id, id: attachment.id };
    const restore = () => {
      call(commands.attachmentRestore(which))
        .then(() => tell.done(words.restored(attachment.name)))
        .catch(tell.failed)
        .finally(refresh);
    };
    call(commands.attachmentRemove(which, attachment.version))
      .then(() => tell.done(words.removed(attachment.name), restore))
      .catch(tell.failed)
      .finally(refresh);
  };
}
