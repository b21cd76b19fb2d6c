import { lazy } from 'react';
import { addresses, type FeaturePage } from '../../routing';

export const pages: FeaturePage[] = [
  { path: addresses.deadlines.path, Page: lazy(() => import('./DeadlinesPage')) },
];
