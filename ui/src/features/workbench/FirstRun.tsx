import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Card, Typography } from 'antd';
import { commands, type UseCase } from '../../ipc';
import { common } from '../../messages';
import { Act, EmptyState, useTell } from '../../parts';
import { addresses, useGo } from '../../routing';
import { useSession } from '../../session';
import { runTask } from '../../tasks';
import { words } from './messages';
import styles from './Workbench.module.css';

const WORDS = words.first;
const DEMO_APPEALS = 3000;

/** An empty database: what one can begin with. */
export function FirstRun() {
  const go = useGo();
  const tell = useTell();
  const client = useQueryClient();
  const { mayUse } = useSession();
  const why = (useCase: UseCase) => (mayUse.includes(useCase) ? null : common.notAllowed);
  const demo = useMutation({
    mutationFn: () => runTask(WORDS.demoTask, (task) => commands.demoLoad(DEMO_APPEALS, task)),
    onSuccess: () => {
      tell.done(WORDS.demoDone);
      return client.invalidateQueries();
    },
    onError: tell.failed,
  });

  return (
    <Card className={styles['first'] ?? ''}>
      <EmptyState
        title={WORDS.title}
        hint={WORDS.hint}
        actions={
          <>
            <Act
              type="primary"
              why={demo.isPending ? WORDS.busy : why('import_appeals')}
              data-testid="first-import"
              onClick={() => go(addresses.appealImport.at())}
            >
              {WORDS.import}
            </Act>
            <Act
              shortcut="create"
              why={demo.isPending ? WORDS.busy : why('register_appeal')}
              onClick={() => go(addresses.appealForm.at())}
            >
              {WORDS.register}
            </Act>
            <Act
              why={why('load_demo')}
              loading={demo.isPending}
              data-testid="first-demo"
              onClick={() => demo.mutate()}
            >
              {WORDS.demo}
            </Act>
          </>
        }
      />
      <Typography.Paragraph type="secondary" style={{ textAlign: 'center' }}>
        {WORDS.demoNote}
      </Typography.Paragraph>
    </Card>
  );
}
