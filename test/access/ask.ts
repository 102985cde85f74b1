import { randomUUID } from "node:crypto";
import { globalId } from "../../src/graph/node.js";
import type { Case, Standing } from "./cases.js";

/** The ids of the things asked about: those of the case, or ones that nobody ever gave to anything. */
export interface Ids {
  readonly application: string;
  readonly firm: string;
  readonly call: string;
  readonly mandate: string;
  readonly key: string;
  readonly agency: string;
  readonly program: string;
  readonly document: string;
  readonly webhook: string;
  readonly delivery: string;
  readonly revisions: Case["revisions"];
  readonly delegation: string;
  readonly source: string;
  /** The firm that somebody's webhooks are for; agencies name none. */
  readonly hookedFirm: string | null;
}

/** How a root field is asked with arguments that work. */
export interface Ask {
  readonly document: string;
  readonly variables: (one: Case, ids: Ids) => object;
  /** How the application stands for it; a fresh one is made for each cell. */
  readonly standing: Standing;
  /** Whether the answer is what was asked for. */
  // biome-ignore lint/suspicious/noExplicitAny: answers have many shapes
  readonly done: (answer: any, one: Case) => boolean;
}

export const SUBMITTED: Standing = { state: "submitted" };
export const PROFILE = { state: "MX-CHH", workers: 4 };

/** A change to the program of the case, or to one that is not there. */
export function changesOf(
  { programSlug, programKey }: Pick<Case, "programSlug" | "programKey">,
  program: string,
): readonly object[] {
  const named = program === globalId("Program", programKey) ? programSlug : `none-${randomUUID()}`;
  return [{ program: named, patch: { acronym: "PMCH" } }];
}
