import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** What every page needs. */
const CORE =
  /node_modules[\\/](react|react-dom|scheduler|@tanstack[\\/](history|query-core|react-query|react-router|router-core|react-store|store)|i18next|react-i18next|openapi-fetch)[\\/]/;

/** What every page shows. */
const BASICS =
  /@mantine[\\/]core[\\/]esm[\\/]components[\\/](ActionIcon|Anchor|Button|Group|Loader|Stack|Text|Title|UnstyledButton)[\\/]/;

export default defineConfig({
  root: path('.'),
  resolve: { alias: { '@anika/client': path('../../libs/client/src/index.ts') } },
  // Written into index.html at build time, replaced by the gateway in each answer.
  html: { cspNonce: '{{nonce}}' },
  build: {
    outDir: path('../../dist/apps/portal'),
    // stack/build-portal.mjs keeps the files of the previous build: open tabs still ask for them.
    emptyOutDir: false,
    manifest: 'manifest.json',
    target: 'es2023',
    // Every browser that runs the rest knows it.
    modulePreload: { polyfill: false },
    // A data: URL would not be allowed by the policy of the page.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // One file: many small ones are compressed worse.
            { name: 'core', test: CORE },
            { name: 'basics', test: BASICS },
          ],
        },
      },
      // Mantine marks its modules for servers that render React; here there is none.
      onwarn: (warning, warn) => (warning.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : warn(warning)),
    },
  },
});
