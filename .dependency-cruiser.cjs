// Which part may import which (docs: main/README of the house, HOUSE.md §3). Read every rule as "only these": what is not listed is an error.
const TESTS = '(\\.(test|fixture)\\.tsx?$|/testing/)'

/** `from` may import our own files only below the folders listed. Packages and Node are governed by the rules further down. */
const only = (name, from, allowed, { except = TESTS } = {}) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: except },
  to: { path: '^(main|preload|renderer|db|e2e|scripts|bin|bench)/', pathNot: [from, ...allowed] },
})

/** Only `from` may import these packages or Node modules. */
const reserved = (name, packages, from) => ({
  name,
  severity: 'error',
  from: { path: '^(main|preload|renderer|db)/', pathNot: [from, TESTS] },
  to: { path: packages },
})

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    // Vite resolves these two suffixes: a worker's bundle by its path, and a shell script as text (main/kit/{sh,powershell}.ts).
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\?(modulePath|raw)$|^mdast$' } },
    { name: 'no-undeclared-package', severity: 'error', from: {}, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
    { name: 'nobody-imports-tests', severity: 'error', from: { pathNot: [TESTS, '^e2e/'] }, to: { path: TESTS } },

    only('domain-knows-nobody', '^main/domain/', []),
    only('contract-knows-domain', '^main/contract/', ['^main/domain/']),
    only('db-knows-domain', '^db/', ['^main/domain/']),
    only('importers-know-domain', '^main/importers/', ['^main/domain/']),
    // Reading members out of JSON nobody has checked is the same art for both.
    only('evaluators-know-domain', '^main/evaluators/', ['^main/domain/', '^main/importers/fields\\.ts$']),
    only('kit-knows-domain', '^main/kit/', ['^main/domain/']),
    only('archives-know-domain', '^main/archives/', ['^main/domain/']),
    only('catalog-knows-domain', '^main/catalog/', ['^main/domain/']),
    only('signing-knows-domain', '^main/signing/', ['^main/domain/']),
    // The report draws the signature's field, so both must name it alike.
    only('report-knows-domain', '^main/report/', ['^main/domain/', '^main/catalog/', '^main/signing/prepare-field\\.ts$']),
    only('views-read-only', '^main/views/', ['^main/(domain|contract|catalog|report|evaluators|kit)/', '^db/']),
    only('worker', '^main/worker/', ['^main/(domain|importers|archives|catalog|report|views)/', '^db/']),
    only('services-know-no-host', '^main/services/', [
      '^main/(domain|contract|catalog|importers|archives|kit|report|signing|worker|views|sample)/',
      '^main/app/(ports|version)\\.ts$',
      '^db/',
    ]),
    only('app-knows-no-host', '^main/app/', ['^main/(domain|contract|services|worker|catalog|views|sample)/', '^db/open\\.ts$']),
    only('hosts-know-app', '^main/hosts/', ['^main/(app|contract|domain)/']),
    only('preload-knows-names', '^preload/', ['^main/contract/names\\.ts$']),
    only('renderer-knows-contract', '^renderer/', ['^main/(contract|domain)/']),
    {
      name: 'features-know-not-each-other',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/', pathNot: TESTS },
      to: { path: '^renderer/(features/([^/]+)|app)/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'design-knows-no-feature',
      severity: 'error',
      from: { path: '^renderer/(design|platform)/' },
      to: { path: '^renderer/(features|app)/' },
    },
    {
      name: 'e2e-knows-types',
      severity: 'error',
      // The contract suite runs the transports themselves; finding a browser is the same question for tests and program.
      from: { path: '^e2e/', pathNot: '^e2e/contract/' },
      to: {
        path: '^(main|db|renderer|preload)/',
        pathNot: '^main/(contract/names|hosts/browser/find-browser)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },

    {
      name: 'catalog-of-the-engagement',
      severity: 'error',
      comment: 'An engagement may add to the catalog: ask `sessions.catalog()` or `catalogInForce(db)`, never the shipped one. Types are free.',
      from: { path: '^main/(services|views|worker|app)/', pathNot: [TESTS, '^main/(views/catalog-in-force|services/(session|engagements))\\.ts$', '^main/app/create-app\\.ts$'] },
      to: { path: '^main/catalog/catalog\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    reserved('electron-in-its-host', '^(node_modules/)?electron', '^(main/hosts/electron|preload)/'),
    reserved('sqlite-in-db', 'node_modules/better-sqlite3', '^db/'),
    reserved('pdfmake-in-render', 'node_modules/pdfmake', '^main/report/'),
    reserved('commander-in-cli', 'node_modules/commander', '^main/hosts/cli/'),
    reserved('yauzl-and-tar-in-archives', 'node_modules/(yauzl|tar)/', '^main/archives/'),
    {
      name: 'archives-read-files-only',
      severity: 'error',
      from: { path: '^main/archives/', pathNot: TESTS },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(fs/promises|path|stream|zlib)$' },
    },
    // Law 8 of PRODUCT.md: no socket but the loopback host's own.
    reserved('network-in-browser-host', '^(node:)?(http|https|http2|net|tls|dgram|dns|inspector)(/|$)', '^main/hosts/browser/'),
    reserved('processes-in-launch', '^(node:)?child_process$', '^main/hosts/(browser/launch|cli/).*'),
    {
      name: 'pure-parts-need-no-node',
      severity: 'error',
      from: { path: '^(renderer|preload|main/(domain|contract))/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'files-are-not-for-importers',
      severity: 'error',
      from: { path: '^main/(importers|report|catalog)/', pathNot: [TESTS, '^main/report/(render|fonts)'] },
      to: { path: '^(node:)?(fs|fs/promises|worker_threads)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(out|fixtures)/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.css', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
}
