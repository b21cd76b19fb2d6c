import { Modal, Typography } from 'antd';
import { SHORTCUTS, type Scope, type Shortcut } from '../keyboard';
import styles from './HelpSheet.module.css';
import { shell } from './messages';

const SCOPES = Object.keys(shell.helpSheet.scopes) as Scope[];
const ALL: readonly Shortcut[] = Object.values(SHORTCUTS);

/** F1: every shortcut of the table. */
export function HelpSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal title={shell.helpSheet.title} open={open} onCancel={onClose} footer={null} width={720}>
      <div className={styles['columns']}>
        {SCOPES.map((scope) => (
          <section key={scope} className={styles['scope']}>
            <h4>{shell.helpSheet.scopes[scope]}</h4>
            <dl>
              {ALL.filter((shortcut) => shortcut.scope === scope).map(({ keys, label }) => (
                <div key={keys}>
                  <dt>
                    <kbd>{keys}</kbd>
                  </dt>
                  <dd>{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Typography.Text type="secondary">{shell.helpSheet.note}</Typography.Text>
    </Modal>
  );
}
