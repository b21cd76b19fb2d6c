import { lazy } from 'react';
import { addresses, type FeaturePage } from '../../routing';

/** The pages of this feature. */
export const pages: FeaturePage[] = [
  { path: addresses.appeals.path, Page: lazy(() => import('./AppealsPage')) },
  { path: addresses.appealForm.path, Page: lazy(() => import('./AppealFormPage')) },
];
