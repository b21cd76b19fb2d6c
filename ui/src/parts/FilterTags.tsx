import { Button, Tag } from 'antd';
import styles from './FilterTags.module.css';
import { parts } from './messages';

/** A filter that is set, in words. */
export interface FilterTag {
  key: string;
  /** “状态：登记、已查重”. */
  text: string;
  /** Takes it away. */
  clear: () => void;
}

/** What a list leaves out, each to be taken away, or all. */
export function FilterTags({ tags, onClear }: { tags: readonly FilterTag[]; onClear: () => void }) {
  if (tags.length === 0) return null;
  return (
    <span className={styles['tags']} data-testid="filter-tags">
      {tags.map(({ key, text, clear }) => (
        <Tag key={key} closable onClose={clear}>
          {text}
        </Tag>
      ))}
      <Button type="link" size="small" data-testid="filters-clear" onClick={onClear}>
        {parts.clearFilters}
      </Button>
    </span>
  );
}
