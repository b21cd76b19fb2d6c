import type { Light } from '../ipc';
import { count } from '../messages';
import { To, type Place } from '../routing';
import styles from './Figure.module.css';
import { LightTag } from './LightTag';

interface Props {
  label: string;
  value: number;
  /** What is behind the number. */
  place: Place;
  /** Says how bad it is; left out while the number is 0. */
  light?: Light;
  'data-testid'?: string;
}

/** A number that leads to what is behind it. */
export function Figure({ label, value, place, light, ...rest }: Props) {
  return (
    <To place={place} className={styles['figure']} data-testid={rest['data-testid']}>
      <span className={styles['label']}>{label}</span>
      <span className={styles['value']}>{count(value)}</span>
      {light && value > 0 && <LightTag light={light} />}
    </To>
  );
}
