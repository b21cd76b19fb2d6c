import { Typography } from 'antd';
import { useState } from 'react';
import { common } from '../messages';

/** Long text, folded to some lines until the person wants all of it. Keeps line breaks. */
export function FoldText({ text, rows = 4 }: { text: string; rows?: number }) {
  const [open, setOpen] = useState(false);
  return (
    <Typography.Paragraph
      style={{ whiteSpace: 'pre-wrap', marginBottom: 0 }}
      ellipsis={{
        rows,
        expandable: 'collapsible',
        expanded: open,
        onExpand: (_, { expanded }) => setOpen(expanded),
        symbol: (expanded) => (expanded ? common.less : common.more),
      }}
    >
      {text}
    </Typography.Paragraph>
  );
}
