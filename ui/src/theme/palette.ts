/** One accent, greys, blue for links; lights always stand beside an icon and a word. */
export interface Palette {
  accent: string;
  link: string;
  page: string;
  surface: string;
  raised: string;
  sunken: string;
  text: string;
  textSoft: string;
  textFaint: string;
  border: string;
  borderSoft: string;
  hover: string;
  chosen: string;
  green: string;
  yellow: string;
  red: string;
  redSoft: string;
  yellowSoft: string;
  greenSoft: string;
  bar: string;
  barSoft: string;
}

export const light: Palette = {
  accent: '#B3261E',
  link: '#1F5FAF',
  page: '#F4F5F6',
  surface: '#FFFFFF',
  raised: '#FFFFFF',
  sunken: '#F0F1F3',
  text: '#1F2328',
  textSoft: '#57606A',
  textFaint: '#6E7781',
  border: '#D5D9DE',
  borderSoft: '#E7E9EC',
  hover: '#F2F4F6',
  chosen: '#FBEDEC',
  green: '#1E7B3C',
  yellow: '#8A5A00',
  red: '#C4211A',
  redSoft: '#FDECEA',
  yellowSoft: '#FFF4DC',
  greenSoft: '#E8F5EC',
  bar: '#4A6FA5',
  barSoft: '#B9C7DC',
};

export const dark: Palette = {
  accent: '#C9382F',
  link: '#7FB2F0',
  page: '#16181B',
  surface: '#1E2125',
  raised: '#272B30',
  sunken: '#121416',
  text: '#E6E8EA',
  textSoft: '#AEB5BD',
  textFaint: '#939BA4',
  border: '#3A3F46',
  borderSoft: '#2E3338',
  hover: '#282C31',
  chosen: '#3A2220',
  green: '#6CC58A',
  yellow: '#E3B341',
  red: '#FF8A80',
  redSoft: '#3C2221',
  yellowSoft: '#3A2F17',
  greenSoft: '#1C3325',
  bar: '#6F9BD6',
  barSoft: '#3B4C63',
};
