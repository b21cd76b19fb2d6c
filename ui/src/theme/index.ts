export { DENSITIES, FONT_SIZE, THEMES, type Look } from './look';
export { ThemeProvider, useLook } from './ThemeProvider';
