import { theme, type ThemeConfig } from 'antd';
import { dark, light, type Palette } from './palette';

export const THEMES = ['light', 'dark', 'system'] as const;
export const DENSITIES = ['compact', 'middle', 'roomy'] as const;
export const FONT_SIZE = { least: 13, most: 18, usual: 15 } as const;

/** How a person likes the screen. */
export interface Look {
  theme: (typeof THEMES)[number];
  density: (typeof DENSITIES)[number];
  fontSize: number;
}

export const USUAL: Look = { theme: 'light', density: 'middle', fontSize: FONT_SIZE.usual };

export const FONTS =
  '"Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif';

const CONTROL = { compact: 28, middle: 34, roomy: 40 } as const;
const CELL = { compact: 5, middle: 9, roomy: 13 } as const;

const query = (media: string): boolean =>
  typeof window.matchMedia === 'function' && window.matchMedia(media).matches;

/** Animations make automated clicks miss, and some people don't bear them. */
const motion = (): boolean => !navigator.webdriver && !query('(prefers-reduced-motion: reduce)');

export const isDark = (look: Look): boolean =>
  look.theme === 'dark' || (look.theme === 'system' && query('(prefers-color-scheme: dark)'));

export const paletteOf = (look: Look): Palette => (isDark(look) ? dark : light);

/** antd's theme for a look. Controls are blue; only primary buttons carry the accent. */
export function antdTheme(look: Look): ThemeConfig {
  const colours = paletteOf(look);
  const cell = CELL[look.density];
  return {
    algorithm: isDark(look) ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: colours.link,
      colorInfo: colours.link,
      colorLink: colours.link,
      colorError: colours.red,
      colorSuccess: colours.green,
      colorWarning: colours.yellow,
      colorErrorBg: colours.redSoft,
      colorErrorBorder: colours.red,
      colorSuccessBg: colours.greenSoft,
      colorSuccessBorder: colours.green,
      colorWarningBg: colours.yellowSoft,
      colorWarningBorder: colours.yellow,
      colorText: colours.text,
      colorTextSecondary: colours.textSoft,
      colorTextTertiary: colours.textFaint,
      colorBgLayout: colours.page,
      colorBgContainer: colours.surface,
      colorBgElevated: colours.raised,
      colorBorder: colours.border,
      colorBorderSecondary: colours.borderSoft,
      fontFamily: FONTS,
      fontSize: look.fontSize,
      controlHeight: CONTROL[look.density],
      borderRadius: 4,
      wireframe: false,
      motion: motion(),
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.14s',
    },
    components: {
      Button: { colorPrimary: colours.accent, algorithm: true, primaryShadow: 'none', defaultShadow: 'none' },
      Table: {
        cellPaddingBlock: cell,
        cellPaddingInline: 12,
        headerBg: colours.sunken,
        headerColor: colours.textSoft,
        rowHoverBg: colours.hover,
        headerSplitColor: 'transparent',
      },
      Descriptions: { itemPaddingBottom: cell },
      Form: { itemMarginBottom: cell + 8 },
    },
  };
}

/** Puts the palette where style sheets read it. */
export function paint(look: Look, root: HTMLElement): void {
  root.dataset['theme'] = isDark(look) ? 'dark' : 'light';
  root.dataset['density'] = look.density;
  root.style.setProperty('--font-size', `${look.fontSize}px`);
  root.style.setProperty('--cell', `${CELL[look.density]}px`);
  for (const [name, colour] of Object.entries(paletteOf(look))) {
    root.style.setProperty(`--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`, String(colour));
  }
}
