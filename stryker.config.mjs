/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: ["src/eligibility/**/*.ts"],
  plugins: ["@stryker-mutator/jest-runner", "./test/kit/ignore-texts.mjs"],
  ignorers: ["texts"],
  testRunner: "jest",
  testRunnerNodeArgs: ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"],
  jest: { configFile: "jest.mutation.config.js", enableFindRelatedTests: false },
  // Stryker rewrites tsconfig.json through an API that TypeScript 7 no longer has; nothing here reads it, so it is told of none.
  tsconfigFile: "no-tsconfig.json",
  coverageAnalysis: "perTest",
  concurrency: 1,
  timeoutMS: 5_000,
  ignorePatterns: ["/dist", "/docs", "/reports", "/.data", "/bench", "/schema"],
  reporters: ["clear-text", "progress-append-only", "json", "html"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
};
