// The one door to the Rust side: what features import.

export type * from './bindings';
export { commands, events } from './bindings';
export { call, IpcError, toIpcError } from './call';
export { keys } from './keys';
export { connectLive } from './live';
export { createQueryClient } from './queries';
export { terms } from './terms';
