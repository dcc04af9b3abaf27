import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

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
      // The first file names all others, so their names are weight: the hash alone is enough (the manifest says what is what).
      output: { chunkFileNames: 'assets/[hash].js' },
      // Mantine marks its modules for servers that render React; here there is none.
      onwarn: (warning, warn) => (warning.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : warn(warning)),
    },
  },
});
