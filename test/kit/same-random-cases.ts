import fc from "fast-check";

/**
 * The same random cases each time, so that a red run tells of the change and not of luck; a failure prints its seed.
 * To look for rare ones: `RANDOM_SEED=7 RANDOM_CASES_SHARE=20 npm test -- test/eligibility/verdict-properties`.
 * Mutation testing asks for fewer cases; there any failing case will do, and no simpler one is looked for.
 */
fc.configureGlobal({
  seed: Number(process.env.RANDOM_SEED ?? "20261124"),
  endOnFailure: Number(process.env.RANDOM_CASES_SHARE ?? "1") < 1,
});
