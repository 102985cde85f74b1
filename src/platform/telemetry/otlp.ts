import {
  type Attributes as ApiAttributes,
  type Span as ApiSpan,
  context,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { ExportResultCode, W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { Log } from "../log.js";
import { within } from "../within.js";
import { type Span, type SpanOptions, type Tracing, useTracing } from "./spans.js";

export interface TraceOptions {
  /** Where spans are sent, e.g. http://127.0.0.1:4318; they go to /v1/traces below it. */
  readonly endpoint: string;
  /** Share of the traces that are recorded of those that no caller has decided about, from 0 to 1. */
  readonly share: number;
  readonly log: Log;
}

const KINDS = { internal: SpanKind.INTERNAL, server: SpanKind.SERVER, client: SpanKind.CLIENT } as const;
/** Longest that a batch may take to be delivered, and that closing waits for the last one, in milliseconds. */
const PATIENCE = { batch: 5_000, closing: 3_000 };

const propagator = new W3CTraceContextPropagator();
const headers = {
  keys: (carrier: Record<string, string>) => Object.keys(carrier),
  get: (carrier: Record<string, string>, name: string) => carrier[name],
};

const setter = {
  set: (carrier: Record<string, string>, name: string, value: string) => {
    carrier[name] = value;
  },
};

/** Records spans and sends them by OTLP over HTTP; returns how to end it, with what is still to be sent. */
export function sendSpans({ endpoint, share, log }: TraceOptions): () => Promise<void> {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, "")}/v1/traces`,
    timeoutMillis: PATIENCE.batch,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": "ventanilla-unica" }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanLimits: { attributeValueLengthLimit: 4_096 },
    spanProcessors: [new BatchSpanProcessor({ exporter: telling(exporter, log), scheduledDelayMillis: 2_000 })],
  });
  const stop = useTracing(tracingBy(provider));
  return async () => {
    stop();
    await within(
      provider.shutdown().catch(() => undefined),
      PATIENCE.closing,
    );
  };
}

function tracingBy(provider: TracerProvider): Tracing {
  const tracer = provider.getTracer("ventanilla");
  const root = context.active();
  const begin = (name: string, { kind = "internal", attributes = {}, begun }: SpanOptions, parent = root) =>
    tracer.startSpan(
      name,
      {
        kind: KINDS[kind],
        attributes: attributes as ApiAttributes,
        ...(begun === undefined ? {} : { startTime: begun }),
      },
      parent,
    );
  return {
    root(name, options, traceparent) {
      const parent = traceparent === undefined ? root : propagator.extract(root, { traceparent }, headers);
      const span = begin(name, options, parent);
      return span.isRecording() ? new OpenSpan(span) : undefined;
    },
    child: (name, parent, options) =>
      new OpenSpan(begin(name, options, trace.setSpan(root, (parent as OpenSpan).span))),
  };
}

class OpenSpan implements Span {
  constructor(readonly span: ApiSpan) {}

  set(attributes: ApiAttributes): void {
    this.span.setAttributes(attributes);
  }

  fail(error: string): void {
    this.span.setAttribute("error.type", error);
    this.span.setStatus({ code: SpanStatusCode.ERROR });
  }

  end(at?: number): void {
    this.span.end(at);
  }

  get traceparent(): string {
    const carrier: Record<string, string> = {};
    propagator.inject(trace.setSpan(context.active(), this.span), carrier, setter);
    return carrier.traceparent ?? "";
  }
}

/** Says in the log when spans stop being delivered, and when they are again: once each, and nothing of what was sent. */
function telling(exporter: SpanExporter, log: Log): SpanExporter {
  let well = true;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const delivered = result.code === ExportResultCode.SUCCESS;
        if (delivered !== well) {
          if (delivered) log.info("traces are delivered again");
          else log.warn("traces cannot be delivered; going on without them");
        }
        well = delivered;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}
