import fc from "fast-check";

/**
 * The same random cases each time, so that a red run tells of the change and not of luck; a failure prints its seed.
 * To look for rare ones: `RANDOM_SEED=7 RANDOM_CASES_SHARE=20 npm test -- test/eligibility/verdict-properties`.
 */
fc.configureGlobal({ seed: Number(process.env.RANDOM_SEED ?? "20261124") });
