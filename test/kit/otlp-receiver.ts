import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { notebook } from "./watch/notebook.js";

export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  readonly kind: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly begun: bigint;
  readonly ended: bigint;
}

export interface OtlpReceiver {
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** All that was sent, as it was sent. */
  readonly texts: readonly string[];
  /** Path, and status of the answer, of what comes next. */
  status: number;
  close(): Promise<void>;
}

interface Sent {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[] }[];
}
interface SentSpan extends Omit<ReceivedSpan, "attributes" | "begun" | "ended"> {
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
}

/** A collector of traces on loopback. */
export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const texts: string[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const text = Buffer.concat(pieces).toString("utf8");
    response.writeHead(receiver.status, { "content-type": "application/json" }).end("{}");
    if (request.url !== "/v1/traces" || receiver.status !== 200) return;
    texts.push(text);
    notebook.look("trace", text);
    for (const { scopeSpans } of (JSON.parse(text) as Sent).resourceSpans)
      for (const scope of scopeSpans) spans.push(...scope.spans.map(received));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const receiver: OtlpReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    texts,
    status: 200,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}

function received({ attributes, startTimeUnixNano, endTimeUnixNano, parentSpanId, ...span }: SentSpan): ReceivedSpan {
  return {
    ...span,
    parentSpanId: parentSpanId || undefined,
    attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]])),
    begun: BigInt(startTimeUnixNano),
    ended: BigInt(endTimeUnixNano),
  };
}
