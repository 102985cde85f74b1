import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Counter, Histogram, ObservableGauge } from "@opentelemetry/api";
import { PrometheusExporter } from "@opentelemetry/exporter-prometheus";
import { MeterProvider } from "@opentelemetry/sdk-metrics";
import { type Gauge, instruments } from "./instruments.js";
import { type Meters, readGauges, useMeters } from "./meters.js";

/** Words that Prometheus puts behind a name; a number of things has none. */
const UNITS: Readonly<Record<string, string>> = { s: ".seconds", By: ".bytes", "1": ".ratio" };

export interface MetricsListener {
  /** Address that Prometheus reads, e.g. http://127.0.0.1:9464/metrics. */
  readonly url: string;
  close(): Promise<void>;
}

/** Keeps all that this process measures, and shows it to Prometheus at /metrics on an address of its own. */
export async function serveMetrics(host: string, port: number): Promise<MetricsListener> {
  // It is told of an address only to leave it alone: the listener is our own, so that its faults are known at start.
  const exporter = new PrometheusExporter({
    preventServerStart: true,
    withoutScopeInfo: true,
    withoutTargetInfo: true,
  });
  const provider = new MeterProvider({ readers: [exporter] });
  const stop = useMeters(keepIn(provider));
  const server = createServer((request, response) => {
    const [path] = (request.url ?? "").split("?");
    if (request.method === "GET" && path === "/metrics") return exporter.getMetricsRequestHandler(request, response);
    response.writeHead(404).end();
  });
  try {
    await listening(server, host, port);
  } catch (error) {
    stop();
    throw error;
  }
  const { port: taken, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === "IPv6" ? `[${host}]` : host}:${taken}/metrics`,
    async close() {
      stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await provider.shutdown();
    },
  };
}

function keepIn(provider: MeterProvider): Meters {
  const meter = provider.getMeter("ventanilla");
  const counters = new Map<string, Counter>();
  const histograms = new Map<string, Histogram>();
  const gauges = new Map<Gauge, ObservableGauge>();
  for (const [name, { kind, unit, about, bounds, zero = [] }] of instruments()) {
    const shown = `${name}${UNITS[unit] ?? ""}`;
    const options = { description: about, unit };
    if (kind === "gauge") gauges.set(name as Gauge, meter.createObservableGauge(shown, options));
    else if (kind === "histogram") {
      const advice = { explicitBucketBoundaries: [...(bounds ?? [])] };
      histograms.set(name, meter.createHistogram(shown, { ...options, advice }));
    } else {
      const counter = meter.createCounter(shown, options);
      for (const labels of zero) counter.add(0, labels);
      counters.set(name, counter);
    }
  }
  meter.addBatchObservableCallback(
    async (result) => {
      for (const [name, value, labels = {}] of await readGauges()) {
        const gauge = gauges.get(name);
        if (gauge !== undefined) result.observe(gauge, value, labels);
      }
    },
    [...gauges.values()],
  );
  return {
    count: (name, by, labels) => counters.get(name)?.add(by, labels),
    record: (name, value, labels) => histograms.get(name)?.record(value, labels),
  };
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = `El puerto ${port} (METRICS_PORT) ya está ocupado. / Port ${port} (METRICS_PORT) is already in use.`;
      reject(error.code === "EADDRINUSE" ? new Error(taken, { cause: error }) : error);
    });
    server.listen({ host, port }, resolve);
  });
}
