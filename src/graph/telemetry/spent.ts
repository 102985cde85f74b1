import type { FastifyReply } from "fastify";
import { currentWatch, type Watch } from "../../platform/telemetry/index.js";
import type { Caller } from "../identity/caller.js";
import { type CallerKind, isCallerKind, kindOf } from "./caller-kind.js";

declare module "fastify" {
  interface FastifyContextConfig {
    /** What is asked here is a part of an operation: a router asks, and watches the whole. */
    readonly part?: boolean | undefined;
  }
}

/** By which a subgraph tells the router what its part of an operation has cost, and what kind of caller it was for. */
const HEADER = "ventanilla-spent";
const FORM = /^statements=(\d{1,9}), ms=(\d{1,9}(?:\.\d{1,3})?), caller=([a-z]+)$/;

const kinds = new WeakMap<Watch, CallerKind>();

/** Tells the router that asks what the request under way has cost so far; `caller` is undefined when it is not known who asks. */
export function tellSpent({ raw }: FastifyReply, caller?: Caller): void {
  const tally = currentWatch()?.tally;
  if (tally === undefined || raw.headersSent) return;
  const { statements, statementMs } = tally;
  const kind = caller === undefined ? "anonymous" : kindOf(caller);
  // On the response itself: an answer that others wait for too is sent past fastify.
  raw.setHeader(HEADER, `statements=${statements}, ms=${statementMs.toFixed(1)}, caller=${kind}`);
}

/** Adds what a subgraph of ours tells of its part to what the operation under way has cost; what is not of that form is left aside. */
export function addSpent(headers: Pick<Headers, "get">): void {
  const watch = currentWatch();
  const [, statements, ms, kind = ""] = FORM.exec(headers.get(HEADER) ?? "") ?? [];
  if (watch === undefined || !isCallerKind(kind)) return;
  watch.tally.statements += Number(statements);
  watch.tally.statementMs += Number(ms);
  // Whoever refuses before they know who asks says nothing of it.
  if (kind !== "anonymous") kinds.set(watch, kind);
}

/** The kind of caller that subgraphs told of an operation, where somebody has signed in; a router cannot tell it by itself. */
export const toldKind = (watch: Watch): CallerKind | undefined => kinds.get(watch);
