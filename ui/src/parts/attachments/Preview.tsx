import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Flex, Modal, Progress, Result, Typography } from 'antd';
import { useEffect, useState } from 'react';
import type { Attachment } from '../../ipc';
import { ErrorNote } from '../ErrorNote';
import styles from './Attachments.module.css';
import { sizeWords, words } from './messages';
import { PictureView } from './PictureView';
import { receive, refOf } from './transfer';
import type { Holder } from './useAttaching';
import { useSaving } from './useSaving';

interface Content {
  url: string | null;
  share: number;
  error: unknown;
}

const isShown = ({ kind }: Attachment) => kind === 'picture' || kind === 'pdf';
const NOTHING: Content = { url: null, share: 0, error: null };

/** Reads a file into an address that lives as long as it is looked at. */
function useContent({ entity, id }: Holder, one: Attachment): Content {
  const [content, setContent] = useState(NOTHING);
  useEffect(() => {
    if (!isShown(one)) return undefined;
    const stop = new AbortController();
    let url: string | null = null;
    const told = (share: number) => setContent({ ...NOTHING, share });
    receive(refOf(entity, id, one), one, told, stop.signal).then(
      (blob) => {
        if (stop.signal.aborted) return;
        url = URL.createObjectURL(blob);
        setContent({ url, share: 1, error: null });
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setContent({ ...NOTHING, error });
      },
    );
    return () => {
      stop.abort();
      if (url) URL.revokeObjectURL(url);
    };
    // The file itself never changes, only what it is called.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [entity, id, one.id]);
  return content;
}

function Shown({ holder, one, onOpen }: { holder: Holder; one: Attachment; onOpen: () => void }) {
  const { url, share, error } = useContent(holder, one);
  const outside = <Button onClick={onOpen}>{words.open}</Button>;
  if (!isShown(one)) return <Result status="info" title={words.noPreview} extra={outside} />;
  if (one.kind === 'pdf' && !navigator.pdfViewerEnabled) {
    return <Result status="info" title={words.noPdf} extra={outside} />;
  }
  if (error) return <ErrorNote error={error} />;
  if (!url) {
    const percent = Math.floor(share * 100);
    return (
      <div className={styles['stage']}>
        <Progress type="circle" percent={percent} format={() => words.loading(percent)} size={160} />
      </div>
    );
  }
  if (one.kind === 'picture') return <PictureView url={url} name={one.name} />;
  return (
    <div className={styles['stage']}>
      <iframe className={styles['pdf']} src={url} title={one.name} data-testid="pdf-frame" />
    </div>
  );
}

interface Props {
  holder: Holder;
  files: readonly Attachment[];
  shown: string;
  onShow: (id: string) => void;
  onClose: () => void;
}

/** Looks at one file after the other. Nothing of a file is ever run: pictures and PDF are shown, all else is saved. */
export function Preview({ holder, files, shown, onShow, onClose }: Props) {
  const save = useSaving(holder);
  const open = useSaving(holder, true);
  const at = files.findIndex(({ id }) => id === shown);
  const one = files[at];
  const go = (by: number) => {
    const other = files[at + by];
    if (other) onShow(other.id);
  };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'ArrowLeft') go(-1);
      if (event.key === 'ArrowRight') go(1);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
  if (!one) return null;
  return (
    <Modal
      open
      centered
      width="min(1180px, 94vw)"
      title={
        <>
          {one.name} <Typography.Text type="secondary">{sizeWords(one.size)}</Typography.Text>
        </>
      }
      onCancel={onClose}
      data-testid="attachment-preview"
      footer={
        <Flex gap={8} align="center">
          <Button icon={<LeftOutlined />} disabled={at === 0} onClick={() => go(-1)}>
            {words.previous}
          </Button>
          <span>{words.place(at + 1, files.length)}</span>
          <Button
            icon={<RightOutlined />}
            iconPlacement="end"
            disabled={at === files.length - 1}
            onClick={() => go(1)}
          >
            {words.next}
          </Button>
          <span style={{ flex: 1 }} />
          <Button loading={save.isPending} onClick={() => save.mutate(one)}>
            {words.save}
          </Button>
          <Button loading={open.isPending} onClick={() => open.mutate(one)}>
            {words.open}
          </Button>
        </Flex>
      }
    >
      <Shown key={one.id} holder={holder} one={one} onOpen={() => open.mutate(one)} />
    </Modal>
  );
}
