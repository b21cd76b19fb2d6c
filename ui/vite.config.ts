import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  // Relative, so that the same build is served by tauri:// and by the test bridge.
  base: './',
  build: {
    // WebView2 and WebKitGTK 2.40 and later.
    target: ['chrome109', 'safari16'],
    chunkSizeWarningLimit: 1500,
  },
  test: {
    environment: 'jsdom',
    globals: false,
    setupFiles: ['test/setup.ts'],
    testTimeout: 20_000,
    env: { TZ: 'UTC' },
  },
});
