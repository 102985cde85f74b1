/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  // The logic that needs no gateway. `--mutate` takes one part of it: a folder's pattern, or paths joined by commas.
  mutate: ["amounts", "authoring", "facts", "identity", "index", "profile", "report", "rules", "words"]
    .map((folder) => `src/eligibility/${folder}/**/*.ts`)
    .concat("src/eligibility/size.ts", "src/eligibility/receipt.ts"),
  plugins: ["@stryker-mutator/jest-runner", "./test/kit/ignore-texts.mjs"],
  ignorers: ["texts"],
  testRunner: "jest",
  testRunnerNodeArgs: ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"],
  jest: { configFile: "jest.mutation.config.js", enableFindRelatedTests: false },
  // Stryker rewrites tsconfig.json through an API that TypeScript 7 no longer has; nothing here reads it, so it is told of none.
  tsconfigFile: "no-tsconfig.json",
  coverageAnalysis: "perTest",
  concurrency: 1,
  // Jest keeps something of every ES module it loaded: a runner grows slower with each mutant, and a new one takes a second.
  maxTestRunnerReuse: 60,
  // A timeout counts as found: on a busy machine it must not come of slowness.
  timeoutMS: 30_000,
  ignorePatterns: ["/dist", "/docs", "/reports", "/.data", "/bench", "/schema"],
  reporters: ["clear-text", "progress-append-only", "json", "html"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
};
