import { defineConfig } from 'vitest/config';

// One file after the other: two browsers at once on two cores would only make the waits longer. No retries: a test that
// passes the second time is a fault in the test or in the program.
export default defineConfig({
  test: {
    include: ['*.e2e.ts'],
    environment: 'node',
    fileParallelism: false,
    retry: 0,
    testTimeout: 180_000,
    hookTimeout: 120_000,
    bail: 1,
  },
});
