import type { ProgramDocument } from "./program-document.js";

/** Roles in which an agency runs a program and may take applications to it. */
const RUNS = new Set(["administrator", "competent_authority", "executing_agency", "intermediary"]);

/** Slugs of the agencies that run a program, by what the catalog says of it. */
export function runBy({ agencies }: Pick<ProgramDocument, "agencies">): readonly string[] {
  return agencies.filter(({ role }) => RUNS.has(role)).map(({ agency }) => agency);
}
