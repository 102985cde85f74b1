import { request } from "node:http";
import { connect } from "node:net";

/** A request as Node's own client sends it. */
export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** The bytes of a connection, for what no client will send. */
export interface Raw {
  readonly bytes: string | Buffer;
}

export interface Heard {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
  /** Milliseconds until the answer began. */
  readonly took: number;
}

/** Longest that a connection is listened to, in milliseconds. */
const PATIENCE = 15_000;

/** Sends a request of its own connection, whatever the server thinks of it. */
export function send(url: string, sent: Sent | Raw): Promise<Heard> {
  return "bytes" in sent ? sendRaw(url, sent) : sendRequest(url, sent);
}

function sendRequest(url: string, { method = "POST", path = "/graphql", headers = {}, body }: Sent): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const { hostname, port } = new URL(url);
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const sending = request({ hostname, port, path, method, headers: { ...length, ...headers }, agent: false });
    sending.on("response", (response) => {
      const took = performance.now() - begun;
      let text = "";
      const done = () =>
        resolve({ status: response.statusCode ?? 0, headers: response.rawHeaders.join("\n"), body: text, took });
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      // What is refused before its end may have its connection closed under what is still sent.
      response.on("end", done).on("error", done);
    });
    // The server may close while we still send what it has refused.
    const gone = () => resolve({ status: 0, headers: "", body: "", took: performance.now() - begun });
    sending.on("error", (error: NodeJS.ErrnoException) =>
      /EPIPE|ECONNRESET/.test(error.code ?? "") ? gone() : reject(error),
    );
    sending.setTimeout(PATIENCE, () => sending.destroy(new Error("no answer")));
    sending.end(body);
  });
}

/** Status 0: the connection was closed without a word. */
function sendRaw(url: string, { bytes }: Raw): Promise<Heard> {
  return new Promise((resolve) => {
    const begun = performance.now();
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = "";
    let took = 0;
    let quiet: NodeJS.Timeout | undefined;
    const done = () => {
      clearTimeout(quiet);
      socket.destroy();
      const [headers = "", ...body] = text.split("\r\n\r\n");
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
      resolve({ status, headers, body: body.join("\r\n\r\n"), took: took || performance.now() - begun });
    };
    socket.on("data", (chunk) => {
      took ||= performance.now() - begun;
      text += chunk.toString("latin1");
      clearTimeout(quiet);
      quiet = setTimeout(done, 150);
    });
    socket.setTimeout(PATIENCE, done);
    socket.on("error", done).on("close", done);
  });
}
