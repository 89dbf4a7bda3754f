import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { firstWords } from './tools/first-words.ts';
import { usedTables } from './tools/used-tables.ts';

const server = process.env.LEADLIGHT_URL ?? 'http://127.0.0.1:8080';

/** Libraries of the list page, which comes first; dialogs, drawers and form parts come with the pages that use them. */
const SHARED =
  /node_modules\/(?!@fluentui\/react-(dialog|drawer|message-bar|badge|textarea|combobox|select|checkbox|field|radio|spinbutton|switch|progress|infolabel|infobutton|popover|card|tabs))/;

/** What stands over a page: menus, lists, tips. It comes when the first of them is opened, or with a form. */
const OVERLAYS =
  /node_modules\/(tabster|keyborg|@floating-ui|@fluentui\/(keyboard-keys|react-(aria|menu|motion|motion-components-preview|popover|portal|positioning|tabster|tooltip)))\//;

export default defineConfig({
  plugins: [react(), lingui(), usedTables(), firstWords()],
  server: { proxy: { '/api': server, '/healthz': server } },
  // `vite preview` shows the built pages under the policy that the server sets.
  preview: {
    proxy: { '/api': server, '/healthz': server },
    headers: { 'Content-Security-Policy': "default-src 'self'; style-src 'self'; img-src 'self' data:" },
  },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    // Nothing may become a data: URL in a style sheet or script; the content security policy allows them for images only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    manifest: true,
    rolldownOptions: {
      output: {
        // What everybody fetches first, and what most other pages share, comes in a file each instead of forty.
        codeSplitting: {
          groups: [
            { name: 'libraries', tags: ['$initial'], test: /node_modules/, priority: 2 },
            { name: 'first', tags: ['$initial'], test: /\/src\/(?!main\.tsx)/, priority: 1 },
            { name: 'overlays', test: OVERLAYS, minShareCount: 2, priority: 1 },
            { name: 'shared', test: SHARED, minShareCount: 2 },
          ],
        },
      },
    },
  },
});
