import { errorName } from "../error-name.js";
import { isMetered, record } from "./meters.js";
import { beginSpan, currentWatch, type Watch } from "./spans.js";
import { sqlText, verbOf } from "./sql-text.js";

interface Rows {
  readonly rows: readonly unknown[];
}

/** Times a statement that has just been sent. Where nobody watches, it is the same promise. */
export function watched<Result extends Rows>(sql: string, sent: Promise<Result>): Promise<Result> {
  const watch = currentWatch();
  return watch === undefined && !isMetered() ? sent : timed(sql, sent, watch);
}

async function timed<Result extends Rows>(sql: string, sent: Promise<Result>, watch: Watch | undefined) {
  const begun = performance.now();
  try {
    const result = await sent;
    note(sql, begun, watch, result.rows.length);
    return result;
  } catch (error) {
    note(sql, begun, watch, undefined, errorName(error));
    throw error;
  }
}

/** Notes a statement that somebody else has timed, in milliseconds. */
export function ranStatement(sql: string, took: number, rows: number | undefined, failed: boolean): void {
  const watch = currentWatch();
  if (watch === undefined && !isMetered()) return;
  note(sql, performance.now() - took, watch, rows, failed ? "_OTHER" : undefined);
}

function note(sql: string, begun: number, watch: Watch | undefined, rows: number | undefined, error?: string): void {
  const ended = performance.now();
  if (watch !== undefined) {
    watch.tally.statements += 1;
    watch.tally.statementMs += ended - begun;
    if (watch.span !== undefined) recordSpan(sql, begun, ended, rows, error);
  }
  if (!isMetered()) return;
  const labels = { "db.system.name": "postgresql", "db.operation.name": verbOf(sql) };
  const all = error === undefined ? labels : { ...labels, "error.type": error };
  record("db.client.operation.duration", (ended - begun) / 1_000, all);
}

function recordSpan(sql: string, begun: number, ended: number, rows: number | undefined, error?: string): void {
  const { text, verb, summary } = sqlText(sql);
  const span = beginSpan(summary, {
    kind: "client",
    begun,
    attributes: { "db.system.name": "postgresql", "db.operation.name": verb, "db.query.text": text },
  });
  if (span === undefined) return;
  if (rows !== undefined) span.set({ "db.response.returned_rows": rows });
  if (error !== undefined) span.fail(error);
  span.end(ended);
}
