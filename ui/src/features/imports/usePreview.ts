import { useQuery } from '@tanstack/react-query';
import { call, commands, type Channel, type ColumnMapping, type ImportPreview } from '../../ipc';
import { useWizard } from './wizard';

/** How a file will be read; it doesn't change by itself, so nothing asks again. */
const query = (token: string | null, source: Channel, mapping: ColumnMapping | null, enabled: boolean) => ({
  queryKey: ['import-preview', token, source, mapping],
  queryFn: () => call(commands.importPreview(token ?? '', source, mapping)),
  enabled: token !== null && enabled,
  // The same file read otherwise: what was shown stays until the new reading is there.
  placeholderData: (before: ImportPreview | undefined, of: { queryKey: readonly unknown[] } | undefined) =>
    of?.queryKey[1] === token ? before : undefined,
  staleTime: Infinity,
  refetchOnWindowFocus: false,
});

export interface Preview {
  /** As it will be read, with what the person put. */
  shown: ImportPreview | undefined;
  /** As the program would read it, of the sheet and with the headers that the person chose. */
  automatic: ImportPreview | undefined;
  /** As it was read before the person chose anything. */
  guess: ImportPreview | undefined;
  /** What is shown isn't up to date yet. */
  busy: boolean;
  error: unknown;
  retry: () => void;
}

/** How the picked file will be read: by the program itself, and by what the person put where its headers are the same. */
export function usePreview(): Preview {
  const { chosen, source, put, tableAt } = useWizard();
  const token = chosen?.token ?? null;
  const guess = useQuery(query(token, source, null, true));
  const automatic = useQuery(query(token, source, tableAt && { columns: [], ...tableAt }, true));
  const headers = automatic.data?.headers;
  const fits = put !== null && headers !== undefined && put.headers.join('\n') === headers.join('\n');
  const mapping = fits && automatic.data ? { ...automatic.data.mapping, columns: put.columns } : null;
  const own = useQuery(query(token, source, mapping, fits));
  const used = fits ? own : automatic;
  return {
    shown: fits ? (own.data ?? automatic.data) : automatic.data,
    automatic: automatic.data,
    guess: guess.data,
    busy: token !== null && (used.isPending || used.isPlaceholderData || automatic.isPlaceholderData),
    error: automatic.error ?? (fits ? own.error : null),
    retry: () => void used.refetch(),
  };
}
