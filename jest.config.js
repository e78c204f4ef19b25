/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // Of two cores, one would stand still otherwise.
  maxWorkers: '100%',
  globalSetup: '<rootDir>/test/temporary-files/begin.ts',
  globalTeardown: '<rootDir>/test/temporary-files/end.ts',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
    }],
  },
  moduleNameMapper: {
    '^cdk8s-compose$': '<rootDir>/lib/index.ts',
    '^cdk8s-compose/testing$': '<rootDir>/lib/testing/index.ts',
    '^cdk8s-compose/target$': '<rootDir>/lib/target/index.ts',
  },
};
