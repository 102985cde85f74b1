import { concept } from "../../graph/concept.js";
import type { GraphContext } from "../../graph/context.js";
import { instant } from "../../graph/instant.js";
import { globalId } from "../../graph/node.js";
import { PUBLISHING_FINDING_KINDS } from "../checks/codes.js";
import type { ProgramDocument } from "../document/program-document.js";
import { presentDifference } from "../history/present-difference.js";
import { differences } from "./compare/differences.js";
import {
  allowedRevisionMoves,
  REVISION_EVENTS,
  REVISION_MOVES,
  REVISION_STATES,
  type RevisionMove,
} from "./lifecycle.js";
import type { Clash } from "./refuse.js";
import type { ItemFinding } from "./revision.service.js";
import { ACTORS, SEVERITIES } from "./revision-words.js";
import type { RevisionEventRow, RevisionItem, RevisionRow } from "./rows.js";

export type RevisionView = ReturnType<typeof presentRevision>;

/** What the API resolves a revision from. */
export function presentRevision(row: RevisionRow, { language, caller }: GraphContext) {
  return {
    nodeType: "Revision" as const,
    row,
    id: globalId("Revision", row.id),
    state: concept(REVISION_STATES, row.state, language),
    agencySlug: row.agency,
    title: row.title,
    reason: row.reason,
    effectiveOn: row.effectiveOn,
    author: row.author,
    approvedBy: row.approvedBy,
    allowedMoves: presentMoves(allowedRevisionMoves(row.state, caller.role), language),
    version: row.version,
    createdAt: instant(new Date(row.createdAt)),
    updatedAt: instant(new Date(row.updatedAt)),
    publishedAt: row.publishedAt === null ? null : instant(new Date(row.publishedAt)),
    rollsBackId: row.rollsBack === null ? null : globalId("Revision", row.rollsBack),
  };
}

export function presentMoves(moves: readonly RevisionMove[], language: "es" | "en") {
  return moves.map((move) => concept(REVISION_MOVES, move, language));
}

export function presentEvent(event: RevisionEventRow, { language }: GraphContext) {
  const { id, what, fromState, toState, role, actor, reason, at, version } = event;
  return {
    id,
    what: concept(REVISION_EVENTS, what, language),
    from: fromState === null ? null : concept(REVISION_STATES, fromState, language),
    to: concept(REVISION_STATES, toState, language),
    by: concept(ACTORS, role, language),
    actor,
    reason,
    at: instant(new Date(at)),
    version,
  };
}

export function presentFinding({ program, severity, code, path, ...texts }: ItemFinding, language: "es" | "en") {
  return {
    program,
    severity: concept(SEVERITIES, severity, language),
    kind: concept(PUBLISHING_FINDING_KINDS, code, language),
    code,
    path: path.map(String),
    message: texts[language],
  };
}

/** What is made of a program; `base` stays for whoever works out more of it. */
export function presentChange(
  { slug, base, document, publishedAs }: Pick<RevisionItem, "slug" | "base" | "document" | "publishedAs">,
  language: "es" | "en",
) {
  const changed = differences(base, document as ProgramDocument).map((one) => presentDifference(one, language));
  return { slug, base, document, differences: changed, publishedAs };
}

export function presentClash({ path, ...clash }: Clash) {
  return { ...clash, path: path.map(String) };
}
