/** Values that tell one series of an instrument from another. Few, known ones: never what somebody sent, never who somebody is. */
export type Labels = Readonly<Record<string, string>>;

interface Instrument {
  readonly kind: "counter" | "histogram" | "gauge";
  /** As OpenTelemetry writes it: `s`, `By`, or `{thing}` for a number of things. */
  readonly unit: string;
  readonly about: string;
  /** Series that are there from the start, at zero, so that a rate over the first occurrence is right. */
  readonly zero?: readonly Labels[];
  /** Upper bounds of a histogram, in its unit. */
  readonly bounds?: readonly number[];
}

/** What a request may take: OpenTelemetry's advice for HTTP. */
const REQUEST = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
/** What one statement or command may take. */
const STATEMENT = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3];
/** What judging by rules may take. */
const JUDGING = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5];
/** What reading a feed may take. */
const HARVEST = [0.1, 0.5, 1, 5, 15, 30, 60, 120, 300, 600];

const one = (label: string, values: readonly string[]): readonly Labels[] =>
  values.map((value) => ({ [label]: value }));

/**
 * Everything that is measured. Names follow OpenTelemetry's conventions where there are any. Prometheus shows them with `_` for `.`,
 * the unit behind, and `_total` behind a counter.
 */
export const INSTRUMENTS = {
  "http.server.request.duration": {
    kind: "histogram",
    unit: "s",
    about: "How long requests took, by method, route and status",
    bounds: REQUEST,
  },
  "graphql.operation.duration": {
    kind: "histogram",
    unit: "s",
    about: "How long operations took, by name and type; names beyond the first 200 count as `other`",
    bounds: REQUEST,
  },
  "graphql.errors": { kind: "counter", unit: "{error}", about: "Errors that were answered, by code" },
  "graphql.limits.refused": {
    kind: "counter",
    unit: "{operation}",
    about: "Operations that asked for too much, by the limit that refused them",
    zero: one("limit", ["tokens", "depth", "fields", "aliases", "directives", "operations", "cost"]),
  },
  "graphql.operations.slow": {
    kind: "counter",
    unit: "{operation}",
    about: "Operations that took longer than SLOW_OPERATION_MS; each has a line in the log",
    zero: [{}],
  },
  "graphql.admission.refused": {
    kind: "counter",
    unit: "{request}",
    about:
      "Requests that were not let in: nobody could wait any more (full), the caller had enough waiting (enough) or had used up REQUESTS_A_MINUTE (pace)",
    zero: one("reason", ["full", "enough", "pace"]),
  },
  "graphql.operations.waiting": { kind: "gauge", unit: "{operation}", about: "Operations that wait for their turn" },
  "answer.cache.lookups": {
    kind: "counter",
    unit: "{lookup}",
    about: "Looks into the cache of answers, by outcome",
    zero: one("outcome", ["hit", "miss"]),
  },
  "db.client.operation.duration": {
    kind: "histogram",
    unit: "s",
    about: "How long statements (postgresql) and commands (redis) took, by what they do; failed ones with their error",
    bounds: STATEMENT,
  },
  "db.client.connection.count": { kind: "gauge", unit: "{connection}", about: "Connections to PostgreSQL, by state" },
  "db.client.connection.max": { kind: "gauge", unit: "{connection}", about: "Most connections that there may be" },
  "db.client.connection.pending_requests": {
    kind: "gauge",
    unit: "{request}",
    about: "Who waits for a connection",
  },
  "outbox.waiting": { kind: "gauge", unit: "{item}", about: "Events not yet taken, and deliveries not yet made" },
  "harvest.runs": {
    kind: "counter",
    unit: "{harvest}",
    about: "Harvests that ended, by outcome",
    zero: one("outcome", ["done", "unchanged", "failed", "held"]),
  },
  "harvest.items": {
    kind: "counter",
    unit: "{item}",
    about: "Items of feeds, by what harvests made of them",
    zero: one("outcome", ["created", "changed", "sent_to_review", "unchanged", "joined", "quarantined", "vanished"]),
  },
  "harvest.duration": {
    kind: "histogram",
    unit: "s",
    about: "How long harvests took, by source and outcome",
    bounds: HARVEST,
  },
  "eligibility.evaluation.duration": {
    kind: "histogram",
    unit: "s",
    about: "How long rules were evaluated: of the whole catalog, to rank it, or of one program",
    bounds: JUDGING,
  },
  "nodejs.eventloop.delay.p50": { kind: "gauge", unit: "s", about: "How late the event loop was since the last look" },
  "nodejs.eventloop.delay.p99": { kind: "gauge", unit: "s", about: "How late the event loop was since the last look" },
  "nodejs.eventloop.delay.max": { kind: "gauge", unit: "s", about: "How late the event loop was since the last look" },
  "nodejs.eventloop.utilization": { kind: "gauge", unit: "1", about: "Share of the time that the event loop was busy" },
  "v8js.memory.heap.used": { kind: "gauge", unit: "By", about: "Heap in use" },
  "v8js.memory.heap.limit": { kind: "gauge", unit: "By", about: "Most heap there may be" },
  "process.memory.usage": { kind: "gauge", unit: "By", about: "Memory of the process (RSS)" },
  "process.uptime": { kind: "gauge", unit: "s", about: "How long the process has run" },
} as const satisfies Readonly<Record<string, Instrument>>;

type Name = keyof typeof INSTRUMENTS;
type OfKind<Kind> = { [Each in Name]: (typeof INSTRUMENTS)[Each]["kind"] extends Kind ? Each : never }[Name];
export type Counter = OfKind<"counter">;
export type Histogram = OfKind<"histogram">;
export type Gauge = OfKind<"gauge">;

/** The table, each line seen as the same type. */
export const instruments = (): readonly (readonly [Name, Instrument])[] =>
  Object.entries(INSTRUMENTS) as [Name, Instrument][];
