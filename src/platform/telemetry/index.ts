import type { Log } from "../log.js";
import { isMetered } from "./meters.js";
import { watchProcess } from "./process-gauges.js";
import { watchRedis } from "./redis-commands.js";
import { isTallied, useTally } from "./spans.js";

export { createBoundedNames, OTHER } from "./bounded-names.js";
export type { Labels } from "./instruments.js";
export { count, isMetered, record, timed, watchGauges } from "./meters.js";
export {
  type Attributes,
  beginSpan,
  beginWatch,
  currentTraceparent,
  currentWatch,
  isTallied,
  isTraced,
  type Span,
  spanned,
  traced,
  underWatch,
  type Watch,
} from "./spans.js";
export { ranStatement, watched } from "./statements.js";

/** Whether anything of this process is watched; decided when it starts. */
export const isWatched = (): boolean => isTallied() || isMetered();

export interface TelemetryOptions {
  /** Where spans are sent; none are recorded without. */
  readonly traces?: { readonly endpoint: string; readonly share: number } | undefined;
  /** Where Prometheus reads; nothing is measured without. */
  readonly metrics?: { readonly host: string; readonly port: number } | undefined;
  /** Whether what each request costs is added up also without traces. */
  readonly tally: boolean;
  readonly log: Log;
}

export interface Telemetry {
  /** Where Prometheus reads. */
  readonly metricsUrl: string | undefined;
  close(): Promise<void>;
}

/**
 * Has this process watched: there is one watch for all of it, as there is one event loop. OpenTelemetry is loaded only for what is
 * switched on; what is off costs a comparison where something would be measured.
 */
export async function openTelemetry({ traces, metrics, tally, log }: TelemetryOptions): Promise<Telemetry> {
  const undo: (() => unknown)[] = [];
  if (tally) undo.push(useTally());
  if (traces !== undefined) undo.push((await import("./otlp.js")).sendSpans({ ...traces, log }));
  let metricsUrl: string | undefined;
  try {
    if (metrics !== undefined) {
      const listener = await (await import("./prometheus.js")).serveMetrics(metrics.host, metrics.port);
      undo.push(watchProcess(), () => listener.close());
      metricsUrl = listener.url;
    }
    if (traces !== undefined || metrics !== undefined) undo.push(watchRedis());
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
  return {
    metricsUrl,
    async close() {
      for (const step of undo.reverse().splice(0)) await step();
    },
  };
}
