import { MinusOutlined, PlusOutlined, RotateRightOutlined } from '@ant-design/icons';
import { Button, Result, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import styles from './Attachments.module.css';
import { words } from './messages';

const STEP = 1.25;
const [LEAST, MOST] = [0.1, 8];

interface Size {
  width: number;
  height: number;
}

/** How large a picture is drawn so that all of it fits; a small one is not blown up. */
export function fitting(picture: Size, room: Size, turned: boolean): number {
  const [width, height] = turned ? [picture.height, picture.width] : [picture.width, picture.height];
  if (width === 0 || height === 0) return 1;
  return Math.min(1, room.width / width, room.height / height);
}

/** A picture that can be turned and looked at closely, by mouse and by keyboard. */
export function PictureView({ url, name }: { url: string; name: string }) {
  const stage = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<{ natural: Size; room: Size } | null>(null);
  const [broken, setBroken] = useState(false);
  const [zoom, setZoom] = useState(1);
  const [turns, setTurns] = useState(0);
  const nearer = (by: number) => setZoom((now) => Math.min(MOST, Math.max(LEAST, now * by)));
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      if (event.key === '+' || event.key === '=') nearer(STEP);
      else if (event.key === '-') nearer(1 / STEP);
      else if (event.key === '0') setZoom(1);
      else if (event.key.toLowerCase() === 'r') setTurns((now) => now + 1);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  if (broken) return <Result status="warning" title={words.broken} />;
  const turned = turns % 2 === 1;
  const scale = seen ? fitting(seen.natural, seen.room, turned) * zoom : 1;
  const drawn = seen && { width: seen.natural.width * scale, height: seen.natural.height * scale };
  return (
    <>
      <div className={styles['stage']} ref={stage} data-testid="picture-stage">
        {/* A turned picture takes the room of its turned sides. */}
        <div
          style={
            drawn
              ? {
                  flex: 'none',
                  margin: 'auto',
                  display: 'flex',
                  alignItems: 'center',
                  justifyContent: 'center',
                  width: turned ? drawn.height : drawn.width,
                  height: turned ? drawn.width : drawn.height,
                }
              : { visibility: 'hidden' }
          }
        >
          <img
            src={url}
            alt={name}
            style={{ ...(drawn ?? {}), transform: `rotate(${turns * 90}deg)` }}
            onLoad={({ currentTarget }) =>
              setSeen({
                natural: { width: currentTarget.naturalWidth, height: currentTarget.naturalHeight },
                room: {
                  width: stage.current?.clientWidth ?? 800,
                  height: stage.current?.clientHeight ?? 600,
                },
              })
            }
            onError={() => setBroken(true)}
          />
        </div>
      </div>
      <div className={styles['tools']} style={{ marginTop: 8 }}>
        <Button icon={<MinusOutlined />} aria-label={words.smaller} onClick={() => nearer(1 / STEP)} />
        <span style={{ minWidth: 48, textAlign: 'center' }}>{Math.round(scale * 100)}%</span>
        <Button icon={<PlusOutlined />} aria-label={words.larger} onClick={() => nearer(STEP)} />
        <Button onClick={() => setZoom(1)}>{words.fit}</Button>
        <Button icon={<RotateRightOutlined />} onClick={() => setTurns((now) => now + 1)}>
          {words.rotate}
        </Button>
        <Typography.Text type="secondary">{words.keys}</Typography.Text>
      </div>
    </>
  );
}
