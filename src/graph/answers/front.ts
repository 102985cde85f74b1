import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./answer.js";
import { type Answers, NEVER } from "./answers.js";
import type { Opening } from "./opening.js";
import { type Head, readHead } from "./read-head.js";
import { type Freshness, send } from "./send.js";

type Next = () => void;

export interface FrontOptions {
  /** Where the graph is asked. */
  readonly path: string;
  readonly answers: Answers;
  readonly freshness: Freshness;
  /** Longest body, in bytes; longer ones are left to who refuses them. */
  readonly bodyLimit: number;
  /** Sees to it that a body does not take too long. */
  readonly limitTime: (request: IncomingMessage) => void;
  /** Told of each request that could have been answered from what is kept, and whether it was. */
  readonly counted?: (hit: boolean) => void;
  /** Told of each request that was answered from what is kept, and of the milliseconds it took. */
  readonly answered?: ((method: string, took: number) => void) | undefined;
}

/** What the front has found out about a request that it passes on. */
export interface Passed {
  /** The body, where it has been read. */
  readonly body: Buffer | undefined;
  /** The answer that is to be made for others too. */
  readonly opening: Opening | undefined;
  readonly head: Head;
}

/**
 * Stands before everything else on the way of a request: who asks what was asked before, and has not signed in, gets the bytes that were
 * sent then. Everything else is passed on, with the body that has been read.
 */
export class Front {
  readonly #passed = new WeakMap<IncomingMessage, Passed>();

  constructor(private readonly options: FrontOptions) {}

  /** What is known of a request that was passed on. */
  passed(request: IncomingMessage): Passed | undefined {
    return this.#passed.get(request);
  }

  receive(request: IncomingMessage, response: ServerResponse, next: Next): void {
    const { url = "" } = request;
    const { path } = this.options;
    const { method } = request;
    if (method === "POST" && url === path) this.#post(request, response, next);
    else if (method === "GET" && url.startsWith(`${path}?`)) this.#get(request, response, next);
    else next();
  }

  #post(request: IncomingMessage, response: ServerResponse, next: Next): void {
    const { headers } = request;
    const head = isPlainJson(headers["content-type"]) ? readHead(headers) : undefined;
    const length = Number(headers["content-length"]);
    const whole = headers["content-encoding"] === undefined && headers["transfer-encoding"] === undefined;
    if (head === undefined || !whole || !(length > 0 && length <= this.options.bodyLimit)) {
      next();
      return;
    }
    readBody(request, this.options.limitTime, (body) => {
      // Each byte is one character: different bodies are never the same question.
      const question = `${head.language} POST ${body.toString("latin1")}`;
      this.#answer(request, response, { question, body, head, next });
    });
  }

  #get(request: IncomingMessage, response: ServerResponse, next: Next): void {
    const { headers, url = "" } = request;
    const head = headers["content-type"] === undefined ? readHead(headers) : undefined;
    if (head === undefined) {
      next();
      return;
    }
    // What a page of somebody else can send without being asked first is not what it could not.
    const how = PREFLIGHT_HEADERS.some((name) => headers[name]) ? "asked" : "simple";
    const question = `${head.language} GET ${how} ${url}`;
    this.#answer(request, response, { question, body: undefined, head, next });
  }

  #answer(
    request: IncomingMessage,
    response: ServerResponse,
    { question, body, head, next }: Omit<Passed, "opening"> & { readonly question: string; readonly next: Next },
  ): void {
    const { answers, freshness, counted, answered } = this.options;
    const begun = answered === undefined ? 0 : performance.now();
    const answerWith = (answer: Answer) => {
      counted?.(true);
      send(request, response, answer, { head, freshness });
      answered?.(request.method ?? "", performance.now() - begun);
    };
    const found = answers.find(question);
    if (found !== undefined && found !== NEVER) {
      answerWith(found);
      return;
    }
    const pass = (opening?: Opening) => {
      if (found !== NEVER) counted?.(false);
      this.#passed.set(request, { body, head, opening });
      // Whatever becomes of the request, nobody waits for its answer longer than it lives.
      if (opening !== undefined) response.once("close", () => opening.settle(undefined, "nobody"));
      next();
    };
    if (found === NEVER) {
      pass();
      return;
    }
    void answers.seek(question, {
      found: answerWith,
      make: pass,
      alone: () => pass(),
    });
  }
}

/** Headers that a browser does not send to another site without asking it first. */
const PREFLIGHT_HEADERS = ["apollo-require-preflight", "x-apollo-operation-name"];

function isPlainJson(type: string | undefined): boolean {
  return type === "application/json" || /^application\/json\s*;\s*charset="?utf-8"?$/i.test(type ?? "");
}

function readBody(
  request: IncomingMessage,
  limitTime: (request: IncomingMessage) => void,
  done: (body: Buffer) => void,
) {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.once("end", () => done(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
  limitTime(request);
}
