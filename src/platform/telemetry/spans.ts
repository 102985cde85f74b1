import { AsyncLocalStorage } from "node:async_hooks";
import { errorName } from "../error-name.js";

export type Attributes = Readonly<Record<string, string | number | boolean>>;
export type SpanKind = "internal" | "server" | "client";

/** A span under way, of a trace that is recorded. */
export interface Span {
  set(attributes: Attributes): void;
  /** Marks it as failed: the code or class of what went wrong, never its text. */
  fail(error: string): void;
  /** Ends it, now or at a time of `performance.now()`. */
  end(at?: number): void;
  /** What another process is told of it, so that what it does goes on below it: a W3C `traceparent`. */
  readonly traceparent: string;
}

export interface SpanOptions {
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  /** A time of `performance.now()`; now when it is left out. */
  readonly begun?: number;
}

/** What records spans; there is none unless they are sent somewhere. */
export interface Tracing {
  /** Begins a trace, or goes on with one that a caller began; undefined when it is not one of those that are recorded. */
  root(name: string, options: SpanOptions, traceparent?: string): Span | undefined;
  child(name: string, parent: Span, options: SpanOptions): Span;
}

/** What one request, or one job, is being watched by, wherever its work goes. */
export interface Watch {
  /** Below which span the next one begins; undefined when the trace is not recorded. */
  span: Span | undefined;
  readonly tally: Tally;
}

/** What one request or job has cost so far. */
export interface Tally {
  statements: number;
  /** Sum over all statements, in milliseconds: those sent at once count each. */
  statementMs: number;
  spans: number;
}

/** Most spans of one request or job: one that sends thousands of statements is told by their number. */
const MOST_SPANS = 1_000;

const current = new AsyncLocalStorage<Watch>();
let tracing: Tracing | undefined;
let tallying = 0;

/** Has spans recorded in this process; returns how to stop. */
export function useTracing(recorder: Tracing): () => void {
  tracing = recorder;
  return () => {
    if (tracing === recorder) tracing = undefined;
  };
}

/** Has what each request costs added up, traced or not; returns how to stop. */
export function useTally(): () => void {
  tallying += 1;
  return () => {
    tallying -= 1;
  };
}

export function isTraced(): boolean {
  return tracing !== undefined;
}

/** Whether anybody wants to know what a request costs. */
export function isTallied(): boolean {
  return tracing !== undefined || tallying > 0;
}

/** The `traceparent` of the span under way; undefined where nothing is recorded. */
export const currentTraceparent = (): string | undefined => current.getStore()?.span?.traceparent;

export const currentWatch = (): Watch | undefined => current.getStore();

/** Begins to watch a request; its span is told only where spans are recorded, by a name and what goes with it. */
export function beginWatch(span: () => readonly [name: string, options: SpanOptions, traceparent?: string]): Watch {
  return newWatch(tracing?.root(...span()));
}

/** Runs `work` and all that it sets off under a watch. */
export function underWatch<T>(watch: Watch, work: () => T): T {
  return current.run(watch, work);
}

/** A span below the one under way; undefined when there is none, or when there have been too many. */
export function beginSpan(name: string, options: SpanOptions = {}): Span | undefined {
  const watch = current.getStore();
  if (watch?.span === undefined || tracing === undefined) return undefined;
  if (watch.tally.spans >= MOST_SPANS) return undefined;
  watch.tally.spans += 1;
  return tracing.child(name, watch.span, options);
}

/** Runs `work` as a span below the one under way; simply runs it where nothing is recorded. */
export function spanned<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  const span = beginSpan(name, { attributes });
  const tally = current.getStore()?.tally;
  return span === undefined || tally === undefined ? work() : finish(span, () => current.run({ span, tally }, work));
}

/** Runs `work`, which no request asked for, as a trace of its own. */
export function traced<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  const span = tracing?.root(name, { attributes });
  return span === undefined ? work() : finish(span, () => current.run(newWatch(span), work));
}

async function finish<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    span.fail(errorName(error));
    throw error;
  } finally {
    span.end();
  }
}

function newWatch(span: Span | undefined): Watch {
  return { span, tally: { statements: 0, statementMs: 0, spans: 0 } };
}
