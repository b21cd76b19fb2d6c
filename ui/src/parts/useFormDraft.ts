import type { FormInstance } from 'antd';
import dayjs from 'dayjs';
import { useSavedDraft } from './useSavedDraft';

interface Kept {
  /** Of the record as it was opened; 0 for a new one. */
  version: number;
  fields: Record<string, unknown>;
}

interface Options<F> {
  /** Tells forms and records apart. */
  name: string;
  version?: number;
  /** Fields that hold a day or a time. */
  times: readonly (keyof F & string)[];
  /** Fields that are not written down, because the program keeps them masked. */
  without?: readonly (keyof F & string)[];
}

export interface FormDraft<F> {
  restored: Partial<F> | null;
  keep: (fields: F) => void;
  /** Forgets it, after saving. */
  clear: () => void;
  /** Forgets it and shows the form as it was before. */
  drop: (form: FormInstance<F>, fresh: Partial<F>) => void;
}

const isRecord = (raw: unknown): raw is Record<string, unknown> => typeof raw === 'object' && raw !== null;

/** A form's draft. That of a record which somebody has changed since doesn't come back. */
export function useFormDraft<F extends object>(options: Options<F>): FormDraft<F> {
  const { name, version = 0, times, without = [] } = options;
  const fits = (raw: unknown): raw is Kept =>
    isRecord(raw) && raw['version'] === version && isRecord(raw['fields']);
  const { restored, keep, clear } = useSavedDraft<Kept>(name, fits);

  const restore = (fields: Record<string, unknown>): Partial<F> => {
    const back: Record<string, unknown> = { ...fields };
    for (const time of times) {
      const written = back[time];
      const moment = typeof written === 'string' ? dayjs(written) : null;
      back[time] = moment?.isValid() ? moment : undefined;
    }
    // What an older program wrote may lack fields; a form takes those that are there.
    return back as Partial<F>;
  };

  return {
    restored: restored && restore(restored.fields),
    keep: (fields) => {
      const written = Object.entries(fields).filter(([field]) => !without.some((left) => left === field));
      // A time writes itself as text.
      keep({ version, fields: Object.fromEntries(written) });
    },
    clear,
    drop: (form, fresh) => {
      clear();
      const held = form.getFieldsValue(true) as object;
      const blank = Object.fromEntries(Object.keys(held).map((field) => [field, undefined]));
      form.setFieldsValue({ ...blank, ...fresh });
    },
  };
}
