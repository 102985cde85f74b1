import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector, request } from "undici";
import { type Allowance, hostOf, mayConnect, type UrlFault, urlFaults } from "./public-url.js";
import { createResolver, type Resolve } from "./resolver.js";

export interface GuardOptions {
  readonly allow?: Allowance;
  readonly resolve?: Resolve;
}

/** Milliseconds to connect, TLS included. */
const CONNECT_PATIENCE = 5_000;
const LONGEST_HEADERS = 16_384;

/** Thrown for an address that must not be called. Its code can be logged; the address is not in it. */
export class RefusedAddress extends Error {
  readonly code = "ERR_REFUSED_ADDRESS";

  constructor(readonly fault: UrlFault) {
    super(`the address is refused: ${fault}`);
    this.name = "RefusedAddress";
  }
}

/**
 * What is wrong with an address that somebody wants called: its text, and where its name leads today. Where it leads on the
 * day of the call is looked at then.
 */
export async function checkPublicUrl(
  text: string,
  { allow = {}, resolve = createResolver() }: GuardOptions = {},
): Promise<readonly UrlFault[]> {
  const faults = urlFaults(text, allow);
  if (faults.length > 0) return faults;
  const url = new URL(text);
  try {
    await publicAddresses(hostOf(url), url.protocol, allow, resolve);
    return [];
  } catch (error) {
    return [error instanceof RefusedAddress ? error.fault : "unresolved"];
  }
}

/**
 * The addresses of a host, all of which may be connected to. One that may not is enough to refuse them all: a name that leads
 * outside and inside at once is a trap or a mistake.
 */
async function publicAddresses(
  host: string,
  protocol: string,
  allow: Allowance,
  resolve: Resolve,
): Promise<readonly string[]> {
  const known = isIP(host) !== 0 ? [host] : allow.loopback && host === "localhost" ? ["127.0.0.1", "::1"] : undefined;
  const addresses = known ?? (await resolve(host).catch(() => []));
  if (addresses.length === 0) throw new RefusedAddress("unresolved");
  if (!addresses.every((address) => mayConnect(address, protocol, allow))) throw new RefusedAddress("address");
  return addresses;
}

/**
 * Connections to the public network only. A name is resolved here, when the connection is made, and the connection goes to
 * the very addresses that were looked at: a name that leads elsewhere the second time gains nothing.
 */
export function createGuardedAgent({ allow = {}, resolve = createResolver() }: GuardOptions = {}): Agent {
  const connectorFor = (protocol: string) => {
    const lookup: LookupFunction = (host, { all }, answer) => {
      publicAddresses(host, protocol, allow, resolve).then(
        (addresses) => {
          const found = addresses.map((address) => ({ address, family: isIP(address) }));
          if (all) answer(null, found);
          else answer(null, found[0]!.address, found[0]!.family);
        },
        (error: Error) => answer(error, []),
      );
    };
    return buildConnector({ lookup, timeout: CONNECT_PATIENCE, allowH2: false } as buildConnector.BuildOptions);
  };
  const connectors: Readonly<Record<string, buildConnector.connector>> = {
    "https:": connectorFor("https:"),
    "http:": connectorFor("http:"),
  };
  return new Agent({
    maxHeaderSize: LONGEST_HEADERS,
    connections: 8,
    connect: (options, callback) => {
      // Sockets look no name up when the host is an address already, so it is looked at here.
      const { hostname, protocol } = options;
      const connector = connectors[protocol];
      if (!connector) callback(new RefusedAddress("scheme"), null);
      else if (isIP(hostname) !== 0 && !mayConnect(hostname, protocol, allow)) {
        callback(new RefusedAddress("address"), null);
      } else connector(options, callback);
    },
  });
}

export interface GuardedRequest {
  readonly method: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Milliseconds for all of it, from looking the name up to the last byte of the answer. */
  readonly timeout: number;
  /** Milliseconds until the answer begins, once the request is sent; as long as all of it unless told. */
  readonly headersTimeout?: number;
  /** Bytes of the answer's body that are read; nothing after them is. */
  readonly longest: number;
  readonly signal?: AbortSignal;
}

export interface GuardedAnswer {
  readonly status: number;
  /** By name in lower case; one that came several times is joined with commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** False when the body was longer than is read, or broke off. */
  readonly complete: boolean;
}

export interface GuardedFetch {
  /** Follows no redirect and unpacks nothing. Rejects with RefusedAddress, or with what went wrong before the answer's body. */
  (url: string, request: GuardedRequest): Promise<GuardedAnswer>;
  close(): Promise<void>;
}

/** Calls addresses that others chose, on the public network and nowhere else. */
export function createGuardedFetch(options: GuardOptions = {}): GuardedFetch {
  const agent = createGuardedAgent(options);
  const call = async (url: string, guarded: GuardedRequest) => {
    const { method, headers, body, timeout, headersTimeout = timeout, longest, signal } = guarded;
    const [fault] = urlFaults(url, options.allow);
    if (fault !== undefined) throw new RefusedAddress(fault);
    const late = AbortSignal.timeout(timeout);
    const end = signal === undefined ? late : AbortSignal.any([late, signal]);
    // By itself a request heeds its signal only once it is connected.
    const sent = request(url, {
      dispatcher: agent,
      method,
      headers: { ...headers },
      body: body ?? null,
      signal: end,
      headersTimeout,
      bodyTimeout: timeout,
    });
    const answer = await unlessAborted(sent, end);
    const named = Object.entries(answer.headers).map(([name, value]) => [name, [value].flat().join(", ")]);
    return { status: answer.statusCode, headers: Object.fromEntries(named), ...(await readSome(answer.body, longest)) };
  };
  return Object.assign(call, { close: () => agent.destroy() });
}

/** What the work gives, or the signal's reason as soon as it is aborted, however long the work itself takes to heed it. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", abort);
  if (signal.aborted) abort();
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/** The beginning of a body; the rest is not waited for, and its connection is closed. */
async function readSome(
  body: AsyncIterable<Buffer>,
  longest: number,
): Promise<Pick<GuardedAnswer, "body" | "complete">> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk.subarray(0, longest - length));
      length += chunk.length;
      if (length > longest) return { body: Buffer.concat(chunks), complete: false };
    }
    return { body: Buffer.concat(chunks), complete: true };
  } catch {
    return { body: Buffer.concat(chunks), complete: false };
  }
}
