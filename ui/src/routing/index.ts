export type { Address, Held, Place } from './address';
export * as addresses from './addresses';
export type { IntakeKind, SettingsTab } from './addresses';
export { To, useAddress, useBack, useGo, usePath } from './hooks';
export type { FeaturePage } from './page';
