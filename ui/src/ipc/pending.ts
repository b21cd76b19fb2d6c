// Commands whose Rust side isn't in the generated bindings yet. Each entry goes away as soon as `bindings.ts` has it;
// nobody imports this file but `index.ts`.
import { invoke } from '@tauri-apps/api/core';

export const pending = {
  demoLoad: (appeals: number, task: string) => invoke<null>('demo_load', { appeals, task }),
};
