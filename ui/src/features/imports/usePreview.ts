import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call, commands, type Channel, type ColumnMapping, type ImportPreview } from '../../ipc';
import { useWizard } from './wizard';

/** How a file will be read; it doesn't change by itself, so nothing asks again. */
const query = (token: string | null, source: Channel, mapping: ColumnMapping | null, enabled: boolean) => ({
  queryKey: ['import-preview', token, source, mapping],
  queryFn: () => call(commands.importPreview(token ?? '', source, mapping)),
  enabled: token !== null && enabled,
  staleTime: Infinity,
  refetchOnWindowFocus: false,
});

export interface Preview {
  /** As it will be read, with what the person put. */
  shown: ImportPreview | undefined;
  /** As the program would read it by itself. */
  automatic: ImportPreview | undefined;
  /** What is shown isn't up to date yet. */
  busy: boolean;
  error: unknown;
  retry: () => void;
}

/** How the picked file will be read: by the program itself, and by what the person put where its headers are the same. */
export function usePreview(): Preview {
  const { chosen, source, put } = useWizard();
  const token = chosen?.token ?? null;
  const automatic = useQuery(query(token, source, null, true));
  const headers = automatic.data?.headers;
  const fits = put !== null && headers !== undefined && put.headers.join('\n') === headers.join('\n');
  const own = useQuery({
    ...query(token, source, fits ? { columns: put.columns } : null, fits),
    placeholderData: keepPreviousData,
  });
  const used = fits ? own : automatic;
  return {
    shown: fits ? (own.data ?? automatic.data) : automatic.data,
    automatic: automatic.data,
    busy: token !== null && (used.isPending || (fits && own.isPlaceholderData)),
    error: automatic.error ?? (fits ? own.error : null),
    retry: () => void used.refetch(),
  };
}
