import type { IncomingMessage, ServerResponse } from "node:http";
import type { BodyClock } from "../connection-times.js";
import type { Answer } from "./answer.js";
import { type Answers, NEVER } from "./answers.js";
import type { Opening } from "./opening.js";
import { type Head, readHead } from "./read-head.js";
import { type Freshness, send } from "./send.js";

export interface FrontOptions {
  /** Where the graph is asked. */
  readonly path: string;
  readonly answers: Answers;
  readonly freshness: Freshness;
  /** Longest body, in bytes; longer ones are left to who refuses them. */
  readonly bodyLimit: number;
  /** Sees to it that a body does not take too long. */
  readonly clock: BodyClock;
  /** Who answers what is passed on. */
  readonly next: (request: IncomingMessage, response: ServerResponse) => void;
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

  receive(request: IncomingMessage, response: ServerResponse): void {
    const { method, url = "" } = request;
    const { path, next } = this.options;
    if (method === "POST" && url === path) this.#post(request, response);
    else if (method === "GET" && url.startsWith(`${path}?`)) this.#get(request, response);
    else next(request, response);
  }

  #post(request: IncomingMessage, response: ServerResponse): void {
    const { headers } = request;
    const { bodyLimit, clock, next } = this.options;
    const head = isPlainJson(headers["content-type"]) ? readHead(headers) : undefined;
    const length = Number(headers["content-length"]);
    const whole = headers["content-encoding"] === undefined && headers["transfer-encoding"] === undefined;
    if (head === undefined || !whole || !(length > 0 && length <= bodyLimit)) {
      next(request, response);
      return;
    }
    readBody(request, clock, (body) => {
      // Each byte is one character: different bodies are never the same question.
      const question = `${head.language} POST ${body.toString("latin1")}`;
      this.#answer(request, response, { question, body, head });
    });
  }

  #get(request: IncomingMessage, response: ServerResponse): void {
    const { headers, url = "" } = request;
    const head = headers["content-type"] === undefined ? readHead(headers) : undefined;
    if (head === undefined) {
      this.options.next(request, response);
      return;
    }
    // What a page of somebody else can send without being asked first is not what it could not.
    const how = PREFLIGHT_HEADERS.some((name) => headers[name]) ? "asked" : "simple";
    const question = `${head.language} GET ${how} ${url}`;
    this.#answer(request, response, { question, body: undefined, head });
  }

  #answer(
    request: IncomingMessage,
    response: ServerResponse,
    { question, body, head }: Omit<Passed, "opening"> & { readonly question: string },
  ): void {
    const found = this.options.answers.find(question);
    if (found !== undefined && found !== NEVER) this.#send(request, response, found, head);
    else this.#seek(request, response, { question, body, head, isNever: found === NEVER });
  }

  #send(request: IncomingMessage, response: ServerResponse, answer: Answer, head: Head): void {
    const { freshness, counted, answered } = this.options;
    const begun = answered === undefined ? 0 : performance.now();
    counted?.(true);
    send(request, response, answer, { head, freshness });
    answered?.(request.method ?? "", performance.now() - begun);
  }

  #seek(
    request: IncomingMessage,
    response: ServerResponse,
    {
      question,
      body,
      head,
      isNever,
    }: Omit<Passed, "opening"> & { readonly question: string; readonly isNever: boolean },
  ): void {
    const { answers, counted, next } = this.options;
    const pass = (opening?: Opening) => {
      if (!isNever) counted?.(false);
      this.#passed.set(request, { body, head, opening });
      // Whatever becomes of the request, nobody waits for its answer longer than it lives.
      if (opening !== undefined) response.once("close", () => opening.settle(undefined, "nobody"));
      next(request, response);
    };
    if (isNever) {
      pass();
      return;
    }
    void answers.seek(question, {
      found: (answer) => this.#send(request, response, answer, head),
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

function readBody(request: IncomingMessage, clock: BodyClock, done: (body: Buffer) => void) {
  let first: Buffer | undefined;
  let more: Buffer[] | undefined;
  request.on("data", (chunk: Buffer) => {
    if (first === undefined) first = chunk;
    else {
      more ??= [first];
      more.push(chunk);
    }
  });
  request.on("end", () => {
    clock.end(request);
    done(more === undefined ? (first ?? Buffer.alloc(0)) : Buffer.concat(more));
  });
  clock.begin(request);
}
