import { lazy } from 'react';
import { addresses, type FeaturePage } from '../../routing';

/** The pages of this feature. */
export const pages: FeaturePage[] = [
  { path: addresses.consultations.path, Page: lazy(() => import('./ConsultationsPage')) },
  { path: addresses.consultationForm.path, Page: lazy(() => import('./ConsultationFormPage')) },
];
