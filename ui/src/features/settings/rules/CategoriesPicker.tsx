import { useQuery } from '@tanstack/react-query';
import { Select, type SelectProps } from 'antd';
import { call, commands, keys } from '../../../ipc';

/** Several categories, by their codes; each stands for those below it as well. */
export function CategoriesPicker(props: Omit<SelectProps<string[]>, 'options' | 'mode'>) {
  const list = useQuery({ queryKey: keys.categories, queryFn: () => call(commands.categories()) });
  const rows = list.data ?? [];
  const above = new Map(rows.map(({ code, name, parent }) => [code, { name, parent }]));
  const label = (code: string): string => {
    const own = above.get(code);
    const parent = own?.parent ? above.get(own.parent) : undefined;
    return parent?.parent ? `${parent.name}-${own?.name ?? code}` : (own?.name ?? code);
  };
  return (
    <Select<string[]>
      allowClear
      mode="multiple"
      showSearch={{ optionFilterProp: 'label' }}
      {...props}
      loading={list.isPending}
      options={rows.map(({ code }) => ({ value: code, label: label(code) }))}
    />
  );
}
