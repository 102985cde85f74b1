import jest from "./jest.config.js";

/** A mutant that lives through a twentieth of the random cases is worth a look; all of them would take days. */
process.env.RANDOM_CASES_SHARE ??= "0.05";

/**
 * The tests of eligibility alone, with the same random cases for every mutant. Without those that start a gateway or a process
 * (`ask`, `privacy`, `command`), which need a database and minutes, and those over the seed programs (`cases`, `seed-*`): each
 * mutant has to be found by what a test says of the rules and not by today's data. Screening's others run when they are asked for.
 */
const { globalSetup: _setup, globalTeardown: _teardown, ...rest } = jest;
const TESTS = process.env.MUTATION_TESTS ?? "";
export default {
  ...rest,
  roots: ["<rootDir>/test/eligibility"],
  // One part of the code needs its own tests only, e.g. MUTATION_TESTS=index, or "index." for that file alone: every mutant
  // loads all of them, so few are fast. A mutant that others would find then counts as alive.
  testMatch: [`**/*${TESTS}${TESTS.endsWith(".") ? "" : "*."}test.ts`],
  testPathIgnorePatterns: [
    "/(ask|cases|command|privacy|seed-.*).test.ts",
    ...(TESTS.includes("screening") ? [] : ["/screening/"]),
  ],
  testSequencer: "<rootDir>/test/kit/quick-tests-first.mjs",
};
