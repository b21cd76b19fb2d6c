import type { DoubtfulPlace } from '../../ipc';
import { changePlaces } from './wizard';

/** What a file calls a place, as one word. */
export const wordsOf = ({ town, village }: Pick<DoubtfulPlace, 'town' | 'village'>): string =>
  `${town}\n${village}`;

/** Notes what a person says of a place; nothing for leaving it empty. */
export const choose = (place: DoubtfulPlace, divisionId: string | null): void => {
  const { town, village } = place;
  changePlaces((all) => ({ ...all, [wordsOf(place)]: { town, village, divisionId } }));
};
