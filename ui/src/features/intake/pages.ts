import { lazy } from 'react';
import { addresses, type FeaturePage } from '../../routing';

/** The pages of this feature. */
export const pages: FeaturePage[] = [
  { path: addresses.intake.path, Page: lazy(() => import('./IntakePage')) },
];
