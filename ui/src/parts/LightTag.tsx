import { terms, type Light } from '../ipc';
import styles from './LightTag.module.css';

const ICON: Readonly<Record<Light, string>> = { green: '●', yellow: '▲', red: '■' };

/** A traffic light: shape, word and colour, so that no one depends on the colour. */
export function LightTag({ light, children }: { light: Light | null; children?: string }) {
  if (!light) return null;
  return (
    <span className={styles['light']} data-light={light}>
      <span aria-hidden>{ICON[light]}</span> {children ?? terms.Light[light]}
    </span>
  );
}
