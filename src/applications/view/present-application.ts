import { type Concept, concept } from "../../graph/concept.js";
import type { GraphContext } from "../../graph/context.js";
import { instant } from "../../graph/instant.js";
import { decimalOf, moneyOf } from "../../graph/money.js";
import { globalId } from "../../graph/node.js";
import { CALL_STATES, stateOfCall } from "../calls/call.service.js";
import { CLOSED_BECAUSE } from "../calls/call-document.js";
import type { ApplicationRow, CallRow } from "../entities.js";
import { CLOCKS, type Clock, DEFAULT_TERM } from "../lifecycle/clocks.js";
import { allowedMoves } from "../lifecycle/decide-move.js";
import { MOVES } from "../lifecycle/moves.js";
import { STATES, TURNS } from "../lifecycle/states.js";
import { today } from "../record/changes.js";
import type { Sealed } from "../record/sealed.js";

export type ApplicationView = ReturnType<typeof presentApplication>;

/** What the API resolves an application from. */
export function presentApplication(row: ApplicationRow, context: GraphContext, sealed: Sealed) {
  const { language, caller } = context;
  const { now, turn, final, commonGrants } = STATES[row.state];
  const { title, description } = sealed.openContent(row);
  return {
    nodeType: "Application" as const,
    row,
    id: globalId("Application", row.id),
    folio: row.folio ?? null,
    state: concept(STATES, row.state, language),
    now: now[language],
    turn: concept(TURNS, turn, language),
    final,
    commonGrantsStatus: `${commonGrants.of}/${commonGrants.status}`,
    allowedMoves: row.suppressedAt
      ? []
      : allowedMoves(row.state, caller.role).map((move): Concept => concept(MOVES, move, language)),
    agencySlug: row.agency,
    title,
    description,
    requested: row.requestedCents ? moneyOf(row.requestedCents) : null,
    version: row.version,
    createdAt: instant(row.createdAt),
    submittedAt: row.submittedAt ? instant(row.submittedAt) : null,
    stateSince: instant(row.stateSince),
    updatedAt: instant(row.updatedAt),
    answerDueOn: row.answerDueOn ?? null,
    assignedTo: row.assignedTo ?? null,
    tombstone: row.state === "withdrawn" || Boolean(row.suppressedAt),
    award: row.awardedCents
      ? {
          amount: moneyOf(row.awardedCents),
          paid: moneyOf(row.paidCents),
          refundDemanded: row.refundCents ? moneyOf(row.refundCents) : null,
          refunded: moneyOf(row.returnedCents),
          signedByApplicant: Boolean(row.signedByApplicant),
          signedByAgency: Boolean(row.signedByAgency),
        }
      : null,
  };
}

/** What the API resolves a call from. */
export function presentCall(row: CallRow, context: GraphContext) {
  const { language } = context;
  const { title, criteria, evidence, mostCents, terms } = row.document;
  return {
    nodeType: "Call" as const,
    row,
    id: globalId("Call", row.id),
    title: title[language],
    state: concept(CALL_STATES, stateOfCall(row, today(context)), language),
    agencySlug: row.agency,
    opensOn: row.opensOn,
    closesOn: row.closesOn ?? null,
    closedAt: row.closedAt ? instant(row.closedAt) : null,
    closedBecause: row.closedBecause ? concept(CLOSED_BECAUSE, row.closedBecause, language) : null,
    closesWhenRequested: row.closesAtPercent ? decimalOf(row.closesAtPercent) : null,
    budget: row.budgetCents === null || row.budgetCents === undefined ? null : moneyOf(row.budgetCents),
    granted: moneyOf(row.grantedCents),
    mostPerApplication: mostCents === null ? null : moneyOf(mostCents),
    criteria: criteria.map(({ code, max, weight, ...name }) => ({ code, name: name[language], max, weight })),
    evidence: evidence.map(({ code, ...name }) => ({ code, name: name[language] })),
    terms: (Object.keys(CLOCKS) as Clock[]).map((clock) => {
      const { days, count } = terms[clock] ?? DEFAULT_TERM;
      return { clock: concept(CLOCKS, clock, language), days, workingDays: count === "working" };
    }),
    version: row.version,
  };
}
export type CallView = ReturnType<typeof presentCall>;
