// The one door to the Rust side: what features import.
import { commands as generated } from './bindings';
import { pending } from './pending';

export type * from './bindings';
export type * from './pending';
export { events } from './bindings';
export { call, IpcError, toIpcError } from './call';
export { keys } from './keys';
export { connectLive } from './live';
export { createQueryClient } from './queries';
export { terms } from './terms';

/** Every command; those that are generated win over those that wait for it. */
export const commands = { ...pending, ...generated };
