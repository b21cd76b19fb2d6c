import type { AppError } from './bindings';

/** A refusal or failure of the Rust side; `error` is the closed code with its data, the words are in messages/errors. */
export class IpcError extends Error {
  constructor(readonly error: AppError) {
    super(error.code);
    this.name = 'IpcError';
  }
}

function isAppError(value: unknown): value is AppError {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}

/** Whatever was thrown, as an IpcError. A text is Tauri's own, for instance when arguments don't fit. */
export function toIpcError(thrown: unknown): IpcError {
  if (thrown instanceof IpcError) return thrown;
  if (isAppError(thrown)) return new IpcError(thrown);
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new IpcError({ code: 'internal', params: { detail } });
}

/** Waits for a command; what it rejects with comes as an IpcError. */
export async function call<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (thrown) {
    throw toIpcError(thrown);
  }
}
