/** The layers of ARCHITECTURE.md, for dependency-cruiser. Tests may import what they compare with. */
const TESTS = '\\.test\\.tsx?$';

/** A layer may import itself, npm packages, and what is listed. Type-only imports count like any other. */
const LAYERS = [
  { name: 'core', path: '^src/core/', may: ['^src/core/'] },
  { name: 'io', path: '^src/io/', may: ['^src/(io|core)/'] },
  { name: 'notebook', path: '^src/notebook/', may: ['^src/(notebook|core)/'] },
  { name: 'plots', path: '^src/plots/', may: ['^src/(plots|ui|core|io|notebook)/'] },
  { name: 'ui', path: '^src/ui/', may: ['^src/(ui|core|io|notebook)/'] },
  {
    name: 'cells',
    path: '^src/cells/',
    may: ['^src/(cells|tutorials|plots|ui|core|io|notebook)/', '^workers/[a-z]+/api\\.ts$'],
  },
  {
    name: 'engine',
    path: '^src/engine/',
    may: [
      '^src/(engine|cells|plots|ui|core|io|notebook)/',
      '^workers/(api|worker-handle|address-blobs)\\.ts$',
      '^workers/[a-z]+/api\\.ts$',
      '\\.worker\\.ts$',
    ],
  },
  {
    name: 'export',
    path: '^src/export/',
    may: ['^src/(export|engine|cells|tutorials|plots|ui|core|io|notebook)/', '^workers/[a-z]+/api\\.ts$'],
  },
  { name: 'tutorials', path: '^src/tutorials/', may: ['^src/(tutorials|notebook|core)/'] },
  { name: 'app', path: '^src/app/', may: ['^src/', '^workers/api\\.ts$', '^workers/[a-z]+/api\\.ts$'] },
  { name: 'workers', path: '^workers/', may: ['^workers/', '^src/(core|io)/', '^src/cells/[^/]+/compute'] },
  {
    name: 'cli',
    path: '^cli/',
    may: [
      '^cli/',
      '^tools/',
      '^src/(export|engine|cells|plots|core|io|notebook)/',
      '^workers/api\\.ts$',
      '^workers/[a-z]+/api\\.ts$',
      '^package\\.json$',
    ],
  },
];

/** Entry of the Node worker threads: it plays the part of a worker, so it may import them. */
const NODE_WORKER = '^cli/job-worker\\.ts$';

const layerRules = LAYERS.map(({ name, path, may }) => ({
  name: `layer-${name}`,
  comment: `${name} imports only what lies below it`,
  severity: 'error',
  from: { path, pathNot: [TESTS, NODE_WORKER] },
  to: { path: '^(src|workers|cli|tools|e2e|bench|kernels)/', pathNot: may },
}));

/** A package and the only modules that may know it. */
const OWNERS = [
  { npm: 'plotly\\.js-basic-dist-min', by: '^src/plots/plotly-loader' },
  { npm: 'umap-js', by: '^src/core/embed/' },
  { npm: 'density-clustering', by: '^src/core/cluster/' },
  { npm: 'comlink', by: '^(workers/|src/engine/|cli/job-worker\\.ts$)' },
  { npm: 'hyparquet[^/]*', by: '^src/io/' },
  { npm: '@tensorflow/tfjs[^/]*', by: '^workers/classify/tfjs/' },
  { npm: 'jsroot', by: '^src/io/formats/root/' },
  { npm: '@uwdata/flechette', by: '^src/io/formats/arrow/' },
  { npm: 'react(-dom)?', by: '^src/(app|ui|cells|plots|tutorials)/' },
  { npm: 'zustand', by: '^src/(app|ui|cells|plots|engine)/' },
  { npm: '(marked|marked-katex-extension|katex|dompurify)', by: '^src/(ui|cells|app|export)/' },
];

const ownerRules = OWNERS.map(({ npm, by }) => ({
  name: `owner-${npm.replace(/[^a-z-]/g, '')}`,
  comment: `only ${by} imports ${npm}`,
  severity: 'error',
  from: { path: '^(src|workers|cli)/', pathNot: [by, TESTS] },
  to: { path: `(^|/)node_modules/(@types/)?${npm}/` },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    ...ownerRules,
    {
      name: 'no-react-without-page',
      comment: 'what runs without a page reaches, however far, holds no React',
      severity: 'error',
      from: { path: '^(workers|cli)/', pathNot: TESTS },
      to: { path: '(^|/)node_modules/(@types/)?react(-dom)?/', reachable: true },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'jsroot-without-drawing',
      comment: 'its other modules draw, or make functions of text, which the policy of the page forbids',
      severity: 'error',
      from: { path: '^(src|workers|cli)/' },
      to: { path: '(^|/)node_modules/jsroot/(?!modules/(io|core|tree|rntuple)\\.mjs$)' },
    },
    { name: 'no-test-import', severity: 'error', from: { pathNot: TESTS }, to: { path: TESTS } },
    { name: 'resolves', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
    {
      name: 'node-only-in-node',
      comment: 'Node builtins stay out of what the browser runs',
      severity: 'error',
      from: { path: '^(src|workers)/', pathNot: [TESTS, '^src/engine/node/'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'dependencies-declared',
      comment: 'packages of the app stand under dependencies of package.json',
      severity: 'error',
      from: { path: '^(src|workers|cli)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: '(^|/)node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'types', 'default', 'node'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
