import { DatePicker, Input, InputNumber, Segmented } from 'antd';
import dayjs from 'dayjs';
import { terms } from '../../ipc';
import { fromInstant, toInstant } from '../../messages';
import { partWords } from '../../parts';
import { Field } from './Field';
import styles from './Intake.module.css';
import { DivisionBox, OfficerBox } from './LookupBox';
import { words } from './messages';
import { PersonFields } from './PersonFields';
import { CHANNELS, LIMITS, type Sheet } from './sheet';

interface Props {
  sheet: Sheet;
  change: (part: Partial<Sheet>) => void;
}

const options = <K extends string>(list: Readonly<Record<K, string>>, codes: readonly K[]) =>
  codes.map((value) => ({ value, label: list[value] }));

/** How many took part, or came. */
function Count({ sheet, change }: Props) {
  const reception = sheet.kind === 'reception';
  return (
    <Field label={reception ? words.visitors : words.participants}>
      <InputNumber
        value={sheet.count}
        min={reception ? 1 : 0}
        max={reception ? 10_000 : 100_000}
        precision={0}
        style={{ width: '100%' }}
        data-testid="intake-count"
        onChange={(count) => change({ count })}
      />
    </Field>
  );
}

/** Where, when, who went or received, and whom they met. */
export function SittingFields({ sheet, change }: Props) {
  const { kind } = sheet;
  const channels = CHANNELS[kind];
  const withOthers = kind === 'visit' || kind === 'reception';
  return (
    <section className={styles['sitting']} aria-label={words.sitting[kind]}>
      {channels.length > 1 && (
        <Segmented
          block
          className={styles['wide'] ?? ''}
          value={sheet.channel}
          options={options(terms.Channel, channels)}
          data-testid="intake-channel"
          onChange={(channel) => change({ channel })}
        />
      )}
      {kind === 'reception' && (
        <Segmented
          block
          className={styles['wide'] ?? ''}
          value={sheet.receptionKind}
          options={options(terms.ReceptionKind, ['fixed', 'appointed', 'taken_down'])}
          onChange={(receptionKind) => change({ receptionKind })}
        />
      )}
      <Field label={words.division} hint={words.divisionHint} wanted wide>
        <DivisionBox
          value={sheet.division}
          placeholder={words.divisionHint}
          aria-label={words.division}
          data-testid="intake-division"
          autoFocus={sheet.division === null}
          onChange={(division) => change({ division })}
        />
      </Field>
      <Field label={words.at} wanted>
        <DatePicker
          value={sheet.at ? fromInstant(sheet.at) : null}
          showTime={{ format: 'HH:mm' }}
          format="MM-DD HH:mm"
          style={{ width: '100%' }}
          allowClear={false}
          disabledDate={(day) => day.isAfter(dayjs(), 'day')}
          data-testid="intake-at"
          onChange={(at) => change({ at: at ? toInstant(at) : '' })}
        />
      </Field>
      {kind === 'visit' ? null : <Count sheet={sheet} change={change} />}
      <Field label={words.officer[kind]} wanted={withOthers} wide={kind !== 'visit'}>
        <OfficerBox
          value={sheet.officer}
          placeholder={words.officerHint}
          aria-label={words.officer[kind]}
          data-testid="intake-officer"
          allowClear={!withOthers}
          onChange={(officer) => change({ officer })}
        />
      </Field>
      <Field
        label={words.place[kind]}
        hint={partWords.limit.chars(LIMITS.place)}
        wanted={kind !== 'visit'}
        wide={!withOthers}
      >
        <Input
          value={sheet.place}
          maxLength={LIMITS.place}
          data-testid="intake-place"
          onChange={(event) => change({ place: event.target.value })}
        />
      </Field>
      {withOthers && (
        <Field label={words.companions[kind]} hint={partWords.limit.chars(LIMITS.companions)}>
          <Input
            value={sheet.companions}
            maxLength={LIMITS.companions}
            data-testid="intake-companions"
            onChange={(event) => change({ companions: event.target.value })}
          />
        </Field>
      )}
      <h2 className={styles['section']}>{words.person[kind]}</h2>
      <PersonFields
        value={sheet.person}
        testId="intake-person"
        autoFocus={sheet.division !== null}
        onChange={(part) => change({ person: { ...sheet.person, ...part } })}
      />
    </section>
  );
}
