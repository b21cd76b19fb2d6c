import type { FeaturePage } from '../../routing';

/** The pages of this feature; while there are none, the navigation doesn't show it. */
export const pages: FeaturePage[] = [];
