import { lazy } from 'react';
import { addresses, type FeaturePage } from '../../routing';

export const pages: FeaturePage[] = [
  { path: addresses.workbench.path, Page: lazy(() => import('./WorkbenchPage')) },
];
