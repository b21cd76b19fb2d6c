import { lazy } from 'react';
import { addresses, type FeaturePage } from '../../routing';

/** The pages of this feature. */
export const pages: FeaturePage[] = [
  { path: addresses.cases.path, Page: lazy(() => import('./CasesPage')) },
  { path: addresses.caseForm.path, Page: lazy(() => import('./CaseFormPage')) },
];
