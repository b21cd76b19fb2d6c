import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { isComposing, SHORTCUTS, useShortcut } from '../keyboard';
import { parts } from './messages';

const PAUSE = 250;

interface Props {
  value: string | undefined;
  /** Called when typing pauses, not while an input method is composing. */
  onSearch: (text: string | undefined) => void;
  placeholder?: string;
  'data-testid'?: string;
}

/** A page's search; “/” leads to it. */
export function SearchBox({ value = '', onSearch, placeholder = parts.search, ...rest }: Props) {
  const input = useRef<InputRef>(null);
  const [text, setText] = useState(value);
  const [from, setFrom] = useState(value);
  const [composing, setComposing] = useState(false);
  // Somebody else changed it, for instance “back”.
  if (from !== value) {
    setFrom(value);
    setText(value);
  }
  useShortcut('search', () => input.current?.focus({ cursor: 'all' }));

  useEffect(() => {
    if (composing || text === value) return;
    const timer = setTimeout(() => onSearch(text.trim() || undefined), PAUSE);
    return () => clearTimeout(timer);
  }, [text, value, composing, onSearch]);

  return (
    <Input
      ref={input}
      allowClear
      data-testid={rest['data-testid']}
      aria-label={placeholder}
      placeholder={`${placeholder}（${SHORTCUTS.search.keys}）`}
      prefix={<SearchOutlined />}
      style={{ width: '19em' }}
      value={text}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent)) return;
        if (event.key === 'Enter') onSearch(text.trim() || undefined);
        if (event.key === 'Escape') input.current?.blur();
      }}
    />
  );
}
