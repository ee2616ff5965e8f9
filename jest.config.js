// One coverage provider (babel): v8 and babel disagree widely on transformed TypeScript.
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  // Both cores of a small machine; jest would leave one of them idle.
  maxWorkers: '100%',
  // No test measures time; a busy machine may take its own.
  testTimeout: 60_000,
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  reporters: ['default', '<rootDir>/test/support/closing-line.cjs'],
  coverageProvider: 'babel',
  collectCoverageFrom: ['src/**/*.ts', '!src/generated/**', '!src/server/graphiql/page.ts'],
  coverageReporters: ['text-summary', 'lcov'],
  coverageThreshold: { global: { lines: 90 } },
};
