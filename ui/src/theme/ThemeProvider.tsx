import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { createContext, use, useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import './base.css';
import { antdTheme, DENSITIES, FONT_SIZE, paint, THEMES, USUAL, type Look } from './look';

const STORE = 'huishang.look';

function stored(): Look {
  try {
    const raw: unknown = JSON.parse(localStorage.getItem(STORE) ?? '{}');
    const kept = (typeof raw === 'object' && raw !== null ? raw : {}) as Partial<Record<keyof Look, unknown>>;
    const size = Number(kept.fontSize);
    return {
      theme: THEMES.find((t) => t === kept.theme) ?? USUAL.theme,
      density: DENSITIES.find((d) => d === kept.density) ?? USUAL.density,
      fontSize: size >= FONT_SIZE.least && size <= FONT_SIZE.most ? Math.round(size) : USUAL.fontSize,
    };
  } catch {
    return USUAL;
  }
}

interface LookState {
  look: Look;
  change: (part: Partial<Look>) => void;
}
const LookContext = createContext<LookState>({ look: USUAL, change: () => undefined });

/** How the screen looks now, and how to change it; it is remembered on this computer. */
export const useLook = (): LookState => use(LookContext);

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [look, setLook] = useState(stored);
  const [, systemChanged] = useState(0);

  useLayoutEffect(() => paint(look, document.documentElement));

  useEffect(() => {
    if (typeof window.matchMedia !== 'function') return;
    const media = window.matchMedia('(prefers-color-scheme: dark)');
    const turn = () => systemChanged((n) => n + 1);
    media.addEventListener('change', turn);
    return () => media.removeEventListener('change', turn);
  }, []);

  const state = useMemo<LookState>(
    () => ({
      look,
      change: (part) =>
        setLook((old) => {
          const next = { ...old, ...part };
          localStorage.setItem(STORE, JSON.stringify(next));
          return next;
        }),
    }),
    [look],
  );

  return (
    <LookContext value={state}>
      <ConfigProvider locale={zhCN} theme={antdTheme(look)} button={{ autoInsertSpace: false }}>
        <App component={false}>{children}</App>
      </ConfigProvider>
    </LookContext>
  );
}
