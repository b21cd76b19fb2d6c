import { Select } from 'antd';
import { FONT_SIZE } from '../theme';

interface Props<C extends string> {
  /** What is filtered; also shown while nothing is chosen. */
  label: string;
  list: Readonly<Record<C, string>>;
  /** In pixels, with letters of the usual size. */
  width?: number;
  'data-testid'?: string;
}

const options = <C extends string>(list: Readonly<Record<C, string>>) =>
  (Object.entries(list) as [C, string][]).map(([value, label]) => ({ value, label }));

/** A width meant for the usual letters, wider with larger ones. */
const inEms = (pixels: number) => `${pixels / FONT_SIZE.usual}em`;

interface ManyProps<C extends string> extends Props<C> {
  value: C[] | undefined;
  onChange: (codes: C[] | undefined) => void;
}

/** A filter that lets several words of a closed list through. */
export function ManyFilter<C extends string>({
  label,
  list,
  width = 150,
  value,
  onChange,
  ...rest
}: ManyProps<C>) {
  return (
    <Select<C[]>
      mode="multiple"
      allowClear
      maxTagCount="responsive"
      style={{ width: inEms(width) }}
      aria-label={label}
      placeholder={label}
      options={options(list)}
      value={value ?? []}
      onChange={(codes) => onChange(codes.length > 0 ? codes : undefined)}
      {...rest}
    />
  );
}

interface OneProps<C extends string> extends Props<C> {
  value: C | undefined;
  onChange: (code: C | undefined) => void;
}

/** A filter that lets one word of a closed list through. */
export function OneFilter<C extends string>({
  label,
  list,
  width = 110,
  value,
  onChange,
  ...rest
}: OneProps<C>) {
  return (
    <Select<C>
      allowClear
      style={{ width: inEms(width) }}
      aria-label={label}
      placeholder={label}
      options={options(list)}
      {...(value && { value })}
      onChange={(code: C | undefined) => onChange(code)}
      {...rest}
    />
  );
}
