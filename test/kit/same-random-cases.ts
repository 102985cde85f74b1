import fc from "fast-check";

/** Whether a mutant is found must not hang on luck; and that it is found is enough, nobody reads the smallest example. */
fc.configureGlobal({ seed: 20261124, endOnFailure: true });
