import { Select } from 'antd';

interface Props<C extends string> {
  /** What is filtered; also shown while nothing is chosen. */
  label: string;
  list: Readonly<Record<C, string>>;
  width?: number;
  'data-testid'?: string;
}

const options = <C extends string>(list: Readonly<Record<C, string>>) =>
  (Object.entries(list) as [C, string][]).map(([value, label]) => ({ value, label }));

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
      style={{ width }}
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
      style={{ width }}
      aria-label={label}
      placeholder={label}
      options={options(list)}
      {...(value && { value })}
      onChange={(code: C | undefined) => onChange(code)}
      {...rest}
    />
  );
}
