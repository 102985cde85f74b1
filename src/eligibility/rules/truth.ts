/** Three values throughout (Kleene): what is not known is neither true nor false. */
export type Truth = "true" | "false" | "unknown";

export function not(truth: Truth): Truth {
  return truth === "unknown" ? "unknown" : truth === "true" ? "false" : "true";
}

/** True when all are, false when any is, else unknown. */
export function all(truths: readonly Truth[]): Truth {
  if (truths.includes("false")) return "false";
  return truths.includes("unknown") ? "unknown" : "true";
}

/** True when any is, false when all are, else unknown. */
export function any(truths: readonly Truth[]): Truth {
  if (truths.includes("true")) return "true";
  return truths.includes("unknown") ? "unknown" : "false";
}

/** True when at least `count` are, false when no longer possible, else unknown. */
export function atLeast(count: number, truths: readonly Truth[]): Truth {
  const sure = truths.filter((truth) => truth === "true").length;
  const possible = truths.filter((truth) => truth !== "false").length;
  if (sure >= count) return "true";
  return possible < count ? "false" : "unknown";
}
