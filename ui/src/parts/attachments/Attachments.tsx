import {
  FileImageOutlined,
  FileOutlined,
  FilePdfOutlined,
  FileTextOutlined,
  FileWordOutlined,
  FileZipOutlined,
  MoreOutlined,
  PaperClipOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown, Progress, Tag, Typography } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { call, commands, type Attachment, type FileKind } from '../../ipc';
import { common } from '../../messages';
import { Act } from '../Act';
import { ErrorNote } from '../ErrorNote';
import { When } from '../When';
import styles from './Attachments.module.css';
import { DescribeDialog } from './DescribeDialog';
import { sizeWords, words } from './messages';
import { Preview } from './Preview';
import { listKey, useRemoving, type Attaching, type Holder } from './useAttaching';
import { useSaving } from './useSaving';

const ICON: Readonly<Record<FileKind, ReactNode>> = {
  picture: <FileImageOutlined />,
  pdf: <FilePdfOutlined />,
  office: <FileWordOutlined />,
  text: <FileTextOutlined />,
  archive: <FileZipOutlined />,
  other: <FileOutlined />,
};

/** The files of a record, as far as they are read. */
export function useAttachments(holder: Holder) {
  return useQuery({
    queryKey: listKey(holder),
    queryFn: () => call(commands.attachmentList(holder.entity, holder.id)),
  });
}

function Add({ attaching }: { attaching: Attaching }) {
  const input = useRef<HTMLInputElement>(null);
  const { add, busy, why, stop } = attaching;
  return (
    <>
      <div className={styles['head']}>
        <Act
          icon={<PaperClipOutlined />}
          data-testid="attachment-add"
          why={why}
          loading={busy !== null}
          onClick={() => input.current?.click()}
        >
          {words.add}
        </Act>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={words.add}
          data-testid="attachment-file"
          onChange={({ target }) => {
            const files = [...(target.files ?? [])];
            // The same file may be picked again.
            target.value = '';
            add(files);
          }}
        />
        {busy && (
          <Button size="small" onClick={stop} data-testid="attachment-stop">
            {words.stop}
          </Button>
        )}
      </div>
      {busy ? (
        <div role="status">
          <span className={styles['hint']}>{words.adding(busy.name, busy.percent)}</span>
          <Progress percent={busy.percent} showInfo={false} size="small" />
        </div>
      ) : (
        why === null && <div className={styles['hint']}>{words.how}</div>
      )}
    </>
  );
}

interface RowProps {
  one: Attachment;
  why: string | null;
  onPreview: () => void;
  onSave: () => void;
  onDescribe: () => void;
  onRemove: () => void;
}

function Row({ one, why, onPreview, onSave, onDescribe, onRemove }: RowProps) {
  const locked = why !== null;
  const items = [
    { key: 'save', label: words.save, onClick: onSave },
    { key: 'describe', label: words.rename, disabled: locked, title: why ?? '', onClick: onDescribe },
    {
      key: 'remove',
      label: words.remove,
      danger: true,
      disabled: locked,
      title: why ?? '',
      onClick: onRemove,
    },
  ];
  return (
    <li className={styles['row']} data-testid="attachment-row">
      <span className={styles['icon']}>{ICON[one.kind]}</span>
      <div className={styles['about']}>
        <Button type="link" className={styles['name'] ?? ''} title={one.name} onClick={onPreview}>
          {one.name}
        </Button>{' '}
        {one.purpose && <Tag>{one.purpose}</Tag>}
        <div>
          <Typography.Text type="secondary" style={{ fontSize: '0.92em' }}>
            {sizeWords(one.size)} · <When time={one.at} /> {one.by && words.by(one.by)}
          </Typography.Text>
        </div>
      </div>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button type="text" size="small" icon={<MoreOutlined />} aria-label={`${words.more}：${one.name}`} />
      </Dropdown>
    </li>
  );
}

/** The files of a record: adding, looking, saving, describing, taking off. */
export function Attachments({ holder, attaching }: { holder: Holder; attaching: Attaching }) {
  const query = useAttachments(holder);
  const [shown, setShown] = useState<string | null>(null);
  const [described, setDescribed] = useState<Attachment | null>(null);
  const remove = useRemoving(holder);
  const save = useSaving(holder);
  const files = query.data ?? [];
  return (
    <section data-testid="attachments">
      <Add attaching={attaching} />
      <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
      {query.isPending && <Typography.Text type="secondary">{common.loading}</Typography.Text>}
      {query.data?.length === 0 && (
        <Typography.Paragraph type="secondary" style={{ margin: '8px 0 0' }}>
          {attaching.why === null ? words.empty : words.emptyRead}
        </Typography.Paragraph>
      )}
      {files.length > 0 && (
        <ul className={styles['list']}>
          {files.map((one) => (
            <Row
              key={one.id}
              one={one}
              why={attaching.why}
              onPreview={() => setShown(one.id)}
              onSave={() => save.mutate(one)}
              onDescribe={() => setDescribed(one)}
              onRemove={() => remove(one)}
            />
          ))}
        </ul>
      )}
      {shown && (
        <Preview
          holder={holder}
          files={files}
          shown={shown}
          onShow={setShown}
          onClose={() => setShown(null)}
        />
      )}
      {described && (
        <DescribeDialog holder={holder} attachment={described} onClose={() => setDescribed(null)} />
      )}
    </section>
  );
}
