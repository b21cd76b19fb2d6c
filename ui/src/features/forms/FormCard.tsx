import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Typography } from 'antd';
import { useState } from 'react';
import { call, commands, type FormInfo } from '../../ipc';
import { common, count } from '../../messages';
import { ErrorNote } from '../../parts';
import { useMay } from '../../session';
import { FormPreview } from './FormPreview';
import { words } from './messages';

interface Props {
  form: FormInfo;
  /** YYYY-MM */
  period: string;
}

/** One form: what it is, how it will look, and writing its workbook for the month. */
export function FormCard({ form, period }: Props) {
  const may = useMay('export_forms');
  const [previewed, setPreviewed] = useState(false);
  const write = useMutation({ mutationFn: () => call(commands.formExport(form.code, period, null)) });
  const open = useMutation({ mutationFn: (path: string) => call(commands.exportedOpen(path)) });
  const show = useMutation({ mutationFn: (path: string) => call(commands.exportedShowInFolder(path)) });
  const file = write.data;
  return (
    <Card
      title={form.title}
      data-testid={`form-${form.code}`}
      extra={
        <Flex gap="small">
          <Button
            data-testid={`show-${form.code}`}
            disabled={!may}
            title={may ? '' : common.notAllowed}
            aria-expanded={previewed}
            onClick={() => setPreviewed(!previewed)}
          >
            {previewed ? words.hidePreview : words.preview}
          </Button>
          <Button
            data-testid={`export-${form.code}`}
            disabled={!may}
            title={may ? '' : common.notAllowed}
            loading={write.isPending}
            onClick={() => write.mutate()}
          >
            {words.exportForm}
          </Button>
        </Flex>
      }
    >
      <Flex vertical gap="small">
        <Typography.Text type="secondary">{form.description}</Typography.Text>
        <ErrorNote error={write.error} onRetry={() => write.mutate()} />
        {file && (
          <Alert
            type="success"
            showIcon
            title={words.exported(file.name, count(file.rows))}
            description={
              <span data-testid="exported-path" data-code={form.code}>
                {file.path}
              </span>
            }
            action={
              <Flex vertical gap="small">
                <Button size="small" onClick={() => open.mutate(file.path)}>
                  {words.open}
                </Button>
                <Button size="small" onClick={() => show.mutate(file.path)}>
                  {words.openFolder}
                </Button>
              </Flex>
            }
          />
        )}
        <ErrorNote error={open.error ?? show.error} />
        {previewed && <FormPreview code={form.code} period={period} />}
      </Flex>
    </Card>
  );
}
