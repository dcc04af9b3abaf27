const app = '^apps/([^/]+)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'apps-never-import-apps',
      severity: 'error',
      from: { path: app },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libs-never-import-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'contracts-without-nest',
      comment: 'The wire shapes are also for clients that know nothing of Nest.',
      severity: 'error',
      from: { path: '^libs/(contracts|webhooks)/' },
      to: { path: 'node_modules/@nestjs' },
    },
    {
      name: 'apps-without-test-code',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '\\.spec\\.ts$|^libs/testing/' },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'portal-by-the-client-alone',
      comment:
        'It runs in browsers and knows what every client of the API knows. Its specs compare with the contracts.',
      severity: 'error',
      from: { path: '^apps/portal/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/', pathNot: '^libs/client/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { pathNot: 'vite\\.config' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^apps/portal/vite\\.config\\.mts$' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
