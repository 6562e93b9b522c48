import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { PORTAL_URL, PORTAL_URLS } from './support/addresses';
import { DESK, PHONE } from './support/viewport';

// The same fonts everywhere: a machine that has more would show other pictures.
process.env['FONTCONFIG_FILE'] = fileURLToPath(new URL('fonts.conf', import.meta.url));

/** Tests during which nothing else may happen, each a project of its own. */
const ALONE = ['faults.spec.ts', 'weight.spec.ts', 'lighthouse.spec.ts'];

export default defineConfig({
  testDir: 'tests',
  forbidOnly: true,
  fullyParallel: true,
  // Tests of one worker come one after the other, and nobody else is on its portal.
  workers: PORTAL_URLS.length,
  // The journey waits for a bank, an SMS and a PDF; on a busy machine each of them takes its time.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    ...PHONE,
    baseURL: PORTAL_URL,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
      ],
    },
  },
  // Each keeps its own results, so that those that are run one by one (`--no-deps`) leave each other's traces alone.
  projects: [
    { name: 'portal', testIgnore: ALONE },
    { name: 'desk', testMatch: 'journey.spec.ts', grep: /finds a procedure/, use: DESK },
    // `cargo xtask test` runs these on one portal.
    { name: 'faults', testMatch: 'faults.spec.ts', fullyParallel: false, dependencies: ['portal', 'desk'] },
    // Times are only true where nothing else is under way.
    { name: 'weight', testMatch: 'weight.spec.ts', fullyParallel: false, dependencies: ['faults'] },
    { name: 'lighthouse', testMatch: 'lighthouse.spec.ts', fullyParallel: false, dependencies: ['weight'] },
  ].map(project => ({ ...project, outputDir: `output/results/${project.name}` })),
});
