import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Input } from 'antd';
import { useState } from 'react';
import { call, commands, keys, type KnownPerson } from '../../ipc';
import { partWords, useNumberProblems } from '../../parts';
import { Field } from './Field';
import styles from './Intake.module.css';
import { words } from './messages';
import { LIMITS, type Person } from './sheet';

interface Props {
  value: Person;
  onChange: (part: Partial<Person>) => void;
  testId: string;
  autoFocus?: boolean;
}

const asPerson = (known: KnownPerson): Person => ({
  knownId: known.id,
  name: known.name,
  phone: known.phone ?? '',
  idNumber: known.idNumber ?? '',
  address: known.address ?? '',
});

/** People known before, from two characters on; only what is masked is shown. */
function useKnown(text: string) {
  const wanted = text.trim();
  const query = useQuery({
    queryKey: keys.offered('known', wanted),
    queryFn: () => call(commands.intakeKnownPeople(wanted)),
    enabled: wanted.length >= 2 && !wanted.includes('*'),
    gcTime: 0,
  });
  return wanted.length >= 2 ? (query.data ?? []) : [];
}

/** Who said it: name, phone, ID number and address, with those known before offered at name and phone. */
export function PersonFields({ value, onChange, testId, autoFocus = false }: Props) {
  const [asked, setAsked] = useState<{ field: 'name' | 'phone'; text: string }>({ field: 'name', text: '' });
  const known = useKnown(asked.text);
  const problems = useNumberProblems(value.phone, value.idNumber);
  const options = known.map((one) => ({
    value: one.id,
    label: (
      <span className={styles['known']}>
        <b>{one.name}</b> {one.phone}
        <span>{words.known(one.division, one.matters)}</span>
      </span>
    ),
  }));
  const choose = (id: string) => {
    const one = known.find((person) => person.id === id);
    setAsked({ field: 'name', text: '' });
    if (one) onChange(asPerson(one));
  };
  const box = (field: 'name' | 'phone', label: string, maxLength: number) => (
    <AutoComplete
      value={value[field]}
      options={asked.field === field ? options : []}
      defaultActiveFirstOption={false}
      popupMatchSelectWidth={360}
      style={{ width: '100%' }}
      autoFocus={autoFocus && field === 'name'}
      onSelect={choose}
      // What is chosen comes here as well, by its id.
      onChange={(text: string) => {
        if (!known.some(({ id }) => id === text)) onChange({ [field]: text });
      }}
      showSearch={{ onSearch: (text) => setAsked({ field, text }) }}
    >
      <Input maxLength={maxLength} aria-label={label} autoComplete="off" data-testid={`${testId}-${field}`} />
    </AutoComplete>
  );
  const masked = value.knownId && `${value.phone}${value.idNumber}${value.address}`.includes('**');
  return (
    <>
      <Field label={words.name} hint={partWords.limit.chars(LIMITS.name)}>
        {box('name', words.name, LIMITS.name)}
      </Field>
      <Field label={words.phone} hint={partWords.limit.phone} problem={problems.phone}>
        {box('phone', words.phone, 30)}
      </Field>
      <Field label={words.idNumber} hint={partWords.limit.idNumber} problem={problems.idNumber} wide>
        <Input
          value={value.idNumber}
          maxLength={30}
          autoComplete="off"
          data-testid={`${testId}-id-number`}
          onChange={(event) => onChange({ idNumber: event.target.value })}
        />
      </Field>
      <Field label={words.address} hint={partWords.limit.chars(LIMITS.address)} wide>
        <Input
          value={value.address}
          maxLength={LIMITS.address}
          autoComplete="off"
          data-testid={`${testId}-address`}
          onChange={(event) => onChange({ address: event.target.value })}
        />
      </Field>
      {masked && <p className={styles['note']}>{words.knownHint}</p>}
    </>
  );
}
