import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `npm run dev -w @goalbeat/console` beside a running installation: the API is the gateway's.
const gateway = process.env.GOALBEAT_URL ?? 'http://127.0.0.1:8080';
const proxied = { target: gateway, changeOrigin: false };

export default defineConfig({
  plugins: [react()],
  // Workspace packages are read as sources, so a build of the console waits for no other.
  resolve: { conditions: ['goalbeat-source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2024',
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_500,
    // A policy of own files only: nothing inline, no module preload polyfill.
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': proxied, '/page-settings.json': proxied } },
});
