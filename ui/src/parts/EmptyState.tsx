import { Empty, Flex } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  /** What to do. */
  hint?: ReactNode;
  actions?: ReactNode;
}

/** An empty list says what to do. */
export function EmptyState({ title, hint, actions }: Props) {
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <div style={{ color: 'var(--text)', fontWeight: 600 }}>{title}</div>
          {hint && <div style={{ color: 'var(--text-soft)', marginTop: 4 }}>{hint}</div>}
        </>
      }
      style={{ padding: 24 }}
    >
      {actions && (
        <Flex gap={8} justify="center" wrap>
          {actions}
        </Flex>
      )}
    </Empty>
  );
}
