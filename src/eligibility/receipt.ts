import { badInput } from "../graph/errors.js";
import { canonicalJson } from "../platform/canonical-json.js";
import type { Seals } from "../platform/seal.js";
import type { Knowledge, Profile } from "./rules/knowledge.js";
import type { Verdict } from "./rules/verdict.js";

/** Changes whenever the same rules and facts could come to another verdict than before. */
export const ENGINE_VERSION = "1";

/** What a verdict rested on: enough to come to it again. */
export interface Receipt {
  readonly versionId: string;
  /** Digest of the published document the rules are in. */
  readonly rules: string;
  readonly engine: string;
  /** Stands for the facts that were used; tells nothing of them. */
  readonly facts: string;
  /** The day the question was asked for. */
  readonly asOf: string;
  readonly verdict: Verdict;
  readonly issuedAt: string;
}

const PURPOSE = "eligibility receipt";

/** Makes receipts and takes them back. */
export interface Receipts {
  token(receipt: Receipt): string;
  /** Refuses with BAD_USER_INPUT what was not issued here. */
  read(token: string): Receipt;
  /** A digest of a profile that only we can compare: facts are few and could otherwise be guessed from it. */
  digest(profile: Profile): string;
}

export function createReceipts(seals: Seals): Receipts {
  return {
    token: (receipt) => seals.seal(PURPOSE, JSON.stringify(receipt)),
    read(token) {
      const text = seals.open(PURPOSE, token);
      if (text !== undefined) return JSON.parse(text) as Receipt;
      throw badInput("receipt", {
        es: "no es un comprobante emitido por esta ventanilla, o fue alterado",
        en: "is not a receipt issued by this window, or it was altered",
      });
    },
    digest: (profile) => seals.fingerprint("eligibility facts", canonicalJson(plain(profile))),
  };
}

/** A profile as plain data in a fixed order; facts nobody knows are left out. */
function plain(profile: Profile): unknown {
  return [...profile]
    .filter(([, { kind }]) => kind !== "unasked" && kind !== "declined")
    .map(([fact, knowledge]) => [fact, plainKnowledge(knowledge)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function plainKnowledge(knowledge: Knowledge): unknown {
  if (knowledge.kind === "code") return [...knowledge.possible].sort();
  if (knowledge.kind === "codes") return { has: [...knowledge.has].sort(), complete: knowledge.complete };
  return knowledge;
}
