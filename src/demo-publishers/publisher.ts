import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { FACES, type Face, type FacedWire, type FeedEntry, type FeedText } from "./faces.js";
import { isMode, MODES, type Mode } from "./modes.js";
import { readBody } from "./read-body.js";

/** Where the mode is read and set: `POST {"mode": "slow"}`. */
const ADMIN = "/__demo";

export interface PublisherOptions {
  readonly wire: FacedWire;
  /** The programs of each feed, by its path, e.g. "/programas". */
  readonly feeds: Readonly<Record<string, readonly FeedEntry[]>>;
  readonly pageSize?: number;
  /** Any free one where there is none. */
  readonly port?: number;
}

/** A small server on this machine that publishes programs on one wire, well or badly. */
export class Publisher {
  mode: Mode = "well";
  /** Questions that were put to it, those about its mode left out. */
  readonly asked: { readonly method: string; readonly url: string; readonly headers: IncomingMessage["headers"] }[] =
    [];
  readonly #options: PublisherOptions;
  readonly #face: Face;
  readonly #etags = new Map<string, string>();
  readonly #server: Server = createServer((request, response) => {
    this.#answer(request, response).catch(() => response.destroy());
  });

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#face = FACES[options.wire];
  }

  async listen(): Promise<this> {
    this.#server.listen(this.#options.port ?? 0, "127.0.0.1");
    await once(this.#server, "listening");
    return this;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The addresses of its feeds. */
  get addresses(): readonly string[] {
    return Object.keys(this.#options.feeds).map((path) => `${this.origin}${path}`);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", headers } = request;
    const url = new URL(request.url ?? "/", this.origin);
    const body = await readBody(request);
    if (url.pathname === ADMIN) return this.#administer(method, body, response);
    const { feeds, pageSize = 2 } = this.#options;
    this.asked.push({ method, url: request.url ?? "", headers });
    const kept = Object.hasOwn(feeds, url.pathname) ? feeds[url.pathname] : undefined;
    if (kept === undefined) return void response.writeHead(404).end();
    const { entries = asIs, more, alwaysFirst = false, text = asIs, answer } = MODES[this.mode];
    const { type, item, write, asked } = this.#face;
    const [shown, odd] = [entries(kept), more?.(this.#face) ?? []];
    const part = asked({ url, body }, pageSize);
    const from = alwaysFirst ? 0 : part.from;
    const after = (count: number) => Math.max(0, from + count - shown.length);
    const items = [...shown.slice(from, from + part.size).map(item), ...odd.slice(after(0), after(part.size))];
    const written = write({ items, from, size: part.size, total: shown.length + odd.length });
    const page: FeedText = { type, text: text(written) };
    if (answer !== undefined) return answer(response, page);
    const etag = this.#etagOf(url.pathname, kept);
    if (headers["if-none-match"] === etag) return void response.writeHead(304, { etag }).end();
    response.writeHead(200, { "content-type": type, etag }).end(page.text);
  }

  #administer(method: string, body: string, response: ServerResponse): void {
    const wanted = method === "POST" ? modeIn(body) : this.mode;
    if (wanted !== undefined) this.mode = wanted;
    const modes = Object.fromEntries(Object.entries(MODES).map(([mode, { es, en }]) => [mode, { es, en }]));
    const answer = { mode: this.mode, modes };
    response.writeHead(wanted === undefined ? 400 : 200, { "content-type": "application/json" });
    response.end(`${JSON.stringify(answer, null, 2)}\n`);
  }

  /** Changes with the programs and with how they are shown. */
  #etagOf(path: string, entries: readonly FeedEntry[]): string {
    const shown = `${this.mode} ${path}`;
    const found = this.#etags.get(shown) ?? etagOf(shown, entries);
    this.#etags.set(shown, found);
    return found;
  }
}

function etagOf(shown: string, entries: readonly FeedEntry[]): string {
  const hash = createHash("sha256").update(shown);
  for (const { id, profile } of entries) hash.update(`\0${id}\0${JSON.stringify(profile)}`);
  return `"${hash.digest("base64url")}"`;
}

const asIs = <T>(value: T): T => value;

function modeIn(body: string): Mode | undefined {
  try {
    const { mode } = JSON.parse(body) as { mode?: unknown };
    return isMode(mode) ? mode : undefined;
  } catch {
    return undefined;
  }
}
