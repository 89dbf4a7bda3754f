import { defineConfig } from '@playwright/test';

/** The stories are walked in Debian's Chromium, against a running server with the demo company. */
export default defineConfig({
  testDir: 'e2e',
  timeout: 120_000,
  workers: 1,
  retries: 0,
  // What each needs, and when it is walked: tools/browser_tests.sh.
  projects: [
    { name: 'stories', testIgnore: ['public-data.spec.ts', 'sellers-day.spec.ts'] },
    { name: 'sellers-day', testMatch: 'sellers-day.spec.ts' },
    { name: 'public-data', testMatch: 'public-data.spec.ts' },
  ],
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    baseURL: process.env.LEADLIGHT_URL ?? 'http://127.0.0.1:8080',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 30_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // Chromium refuses its sandbox to root, as containers often are.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
    screenshot: 'only-on-failure',
    // A recording of every step costs a third of the time: LEADLIGHT_TRACE=on when a story fails and one wants to see why.
    trace: process.env.LEADLIGHT_TRACE === 'on' ? 'retain-on-failure' : 'off',
  },
});
