import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request } from "node:http";

export interface StreamEvent {
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into results of many shapes
  readonly data: any;
}

/** A client of one event stream, over a connection of its own that it may leave unread. */
export interface EventStream {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  /** The next event; undefined when the stream has ended. */
  next(): Promise<StreamEvent | undefined>;
  /** Everything up to its end. */
  rest(): Promise<StreamEvent[]>;
  /** The body of an answer that is no stream. */
  json(): Promise<{ errors: { message: string; extensions: Record<string, unknown> }[] }>;
  readonly response: IncomingMessage;
  close(): void;
}

export interface StreamRequest {
  readonly query: string;
  readonly variables?: object;
  readonly operationName?: string;
}

export async function openStream(
  url: string,
  body: StreamRequest | string,
  headers: Record<string, string> = {},
): Promise<EventStream> {
  const sent: ClientRequest = request(`${url}/graphql/stream`, {
    method: "POST",
    agent: false,
    headers: { accept: "text/event-stream", "content-type": "application/json", ...headers },
  });
  sent.end(typeof body === "string" ? body : JSON.stringify(body));
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  response.setEncoding("utf8");
  const events = eventsOf(response);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    response,
    next: async () => (await events.next()).value ?? undefined,
    async rest() {
      const all: StreamEvent[] = [];
      for await (const event of events) all.push(event);
      return all;
    },
    json: async () => JSON.parse((await response.toArray()).join("")),
    close: () => sent.destroy(),
  };
}

async function* eventsOf(response: IncomingMessage): AsyncGenerator<StreamEvent, undefined> {
  let text = "";
  try {
    for await (const piece of response) {
      text += piece;
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        // A line that begins with a colon is a heartbeat.
        if (block.startsWith(":")) continue;
        const event = /^event: (.*)$/m.exec(block)?.[1] ?? "";
        const data = /^data: ?(.*)$/m.exec(block)?.[1] ?? "";
        yield { event, data: data === "" ? null : JSON.parse(data) };
      }
    }
  } catch {
    // Cut off: that is an end too.
  }
}
