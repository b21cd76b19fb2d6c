import { lazy } from 'react';
import { addresses, type FeaturePage } from '../../routing';

export const pages: FeaturePage[] = [
  { path: addresses.settings.path, Page: lazy(() => import('./SettingsPage')) },
];
