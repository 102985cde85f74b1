/** Tests run as ES modules: see the `test` script for the Node flag this needs. */
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/test/long/", "/test/compatibility/"],
  globalSetup: "<rootDir>/test/kit/global-setup.js",
  globalTeardown: "<rootDir>/test/kit/global-teardown.js",
  // type-graphql wants the first before any decorated class is loaded, and tests load classes in any order.
  setupFiles: ["reflect-metadata", "<rootDir>/test/kit/same-random-cases.ts"],
  extensionsToTreatAsEsm: [".ts"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        jsc: {
          target: "es2023",
          parser: { syntax: "typescript", decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: true },
          keepClassNames: true,
        },
        module: { type: "es6" },
        sourceMaps: "inline",
      },
    ],
  },
  testTimeout: 30_000,
  /** What ES modules of a finished test file hold is never freed, so a worker that holds much is replaced by a new one. */
  maxWorkers: 2,
  workerIdleMemoryLimit: "1GB",
};
