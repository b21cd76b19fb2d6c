import { Alert, Button } from 'antd';
import { parts } from './messages';

interface Props {
  /** What isn't in the draft, if anything. */
  note?: string;
  onDrop: () => void;
}

/** Says over a form that what was left unsaved is back, and offers to begin anew. */
export function DraftNote({ note, onDrop }: Props) {
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginBottom: 12 }}
      title={parts.draftRestored}
      description={note}
      action={
        <Button size="small" onClick={onDrop}>
          {parts.dropDraft}
        </Button>
      }
    />
  );
}
