import type { ComponentType } from 'react';

/** A page of a feature: its path and what draws it. `Page` is usually `lazy(() => import('./XPage'))`. */
export interface FeaturePage {
  path: string;
  Page: ComponentType;
}
