import { lazy } from 'react';
import { addresses, type FeaturePage } from '../../routing';

/** The pages of this feature. */
export const pages: FeaturePage[] = [
  { path: addresses.appealImport.path, Page: lazy(() => import('./ImportPage')) },
  { path: addresses.appealImports.path, Page: lazy(() => import('./HistoryPage')) },
];
