import { lazy } from 'react';
import { addresses, type FeaturePage } from '../../routing';

/** The pages of this feature. */
export const pages: FeaturePage[] = [
  { path: addresses.triage.path, Page: lazy(() => import('./TriagePage')) },
];
