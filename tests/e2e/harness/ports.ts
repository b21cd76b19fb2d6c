// Loopback ports: a free one, and waiting until somebody listens on it.
import { connect, createServer } from 'node:net';

/** A port that was free a moment ago: WebKitWebDriver does not tell which it took when asked for any. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Resolves when a connection to the port succeeds. */
export async function listening(port: number, explain: () => string): Promise<void> {
  const limit = Date.now() + 20_000;
  while (!(await answers(port))) {
    if (Date.now() > limit) throw new Error(`nothing listens on port ${port}:\n${explain()}`);
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    // A refused connection is tried again at the next turn of the loop, not at once, so that the driver gets the processor.
    socket.on('error', () => setTimeout(() => resolve(false), 20));
  });
}
