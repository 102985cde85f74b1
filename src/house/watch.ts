import type { Config } from "../config.js";
import type { Database } from "../platform/database.js";
import type { Log } from "../platform/log.js";
import { waiting } from "../platform/outbox/index.js";
import { openTelemetry, type Telemetry, watchGauges } from "../platform/telemetry/index.js";
import { within } from "../platform/within.js";

/** Longest that a reader of metrics waits for figures out of the store, in milliseconds. */
const PATIENCE = 1_000;

/** Has this process watched as its settings say. */
export function openWatch(config: Config, log: Log): Promise<Telemetry> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: share } = config;
  const { METRICS_HOST: host, METRICS_PORT: port, SLOW_OPERATION_MS: slowMs } = config;
  return openTelemetry({
    traces: endpoint === undefined ? undefined : { endpoint, share },
    metrics: port === undefined ? undefined : { host, port },
    tally: slowMs > 0,
    log,
  });
}

/** Shows how the store stands to whoever reads metrics; returns how to stop. */
export function watchStore(database: Database): () => Promise<void> {
  const stops = [
    watchGauges(() => {
      const { open, idle, waiting: pending, most } = database.connections;
      return [
        ["db.client.connection.count", open - idle, { "db.client.connection.state": "used" }],
        ["db.client.connection.count", idle, { "db.client.connection.state": "idle" }],
        ["db.client.connection.max", most],
        ["db.client.connection.pending_requests", pending],
      ];
    }),
    watchGauges(async () => {
      const left = await within(waiting(database), PATIENCE);
      if (left === undefined) return [];
      return [
        ["outbox.waiting", left.events, { kind: "event" }],
        ["outbox.waiting", left.deliveries, { kind: "delivery" }],
      ];
    }),
  ];
  return async () => {
    for (const stop of stops) stop();
  };
}
