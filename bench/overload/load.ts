/**
 * Sends a mix of requests and measures each kind: as fast as so many connections allow, or so many a second whether they are answered or
 * not. Time runs from when a request was due. A process of its own, on a core of its own.
 */
import { connect, type Socket } from "node:net";
import { followAnswers } from "../serve/follow-answers.js";
import { ORDER, type Sender, wired } from "./mix.js";

export interface Job {
  readonly port: number;
  readonly seconds: number;
  /** Requests a second; without it, each of the connections sends the next one when it has its answer. */
  readonly rate?: number;
  readonly connections: number;
  readonly senders: readonly Sender[];
  /** Kinds in turn; the whole mix without. */
  readonly order?: readonly (typeof ORDER)[number][];
  /** One who sends so many a second beside the others, signed in or not as its kind is. */
  readonly abuser?: { readonly sender: Sender; readonly rate: number; readonly kind: (typeof ORDER)[number] };
}

/** What came of one request. */
export interface Answered {
  readonly kind: (typeof ORDER)[number] | "abuser";
  /** Milliseconds from the start of the load to when it was due, and from then to its answer. */
  readonly due: number;
  readonly took: number;
  /** Milliseconds of these that passed here before it was sent: what the load itself was late by. */
  readonly late: number;
  /** 200 for a good answer; 0 where the connection broke, 1 for an answer with errors. */
  readonly status: number;
}

interface Lane {
  readonly socket: Socket;
  done: ((status: number) => void) | undefined;
}

/** Unanswered requests beyond which none are sent: a client with so many would have given up. */
const MOST_OPEN = 4_000;
const STATUS_LENGTH = 3;
/** Longest that answers are waited for when the time is over, in milliseconds. */
const PATIENCE = 10_000;

async function run(job: Job): Promise<readonly Answered[]> {
  const { port, seconds, rate, senders, order = ORDER, abuser } = job;
  const answered: Answered[] = [];
  const idle: Lane[] = [];
  let open = 0;
  let number = Math.floor(Math.random() * 1e9);
  const began = performance.now();
  const end = began + seconds * 1_000;

  const openLane = () =>
    new Promise<Lane>((resolve) => {
      const socket = connect({ port, host: "127.0.0.1", noDelay: true });
      const lane: Lane = { socket, done: undefined };
      const read = followAnswers(200, (failure) => {
        const status = failure === undefined ? 200 : Number(failure.slice(0, STATUS_LENGTH));
        lane.done?.(failure !== undefined && status === 200 ? 1 : status);
      });
      socket.on("data", read);
      socket.on("error", () => {});
      socket.on("close", () => lane.done?.(0));
      socket.on("connect", () => resolve(lane));
    });

  /** Not the same ones for each kind: every round of the mix begins with another. */
  const senderOf = (at: number) => senders[(at + Math.floor(at / order.length)) % senders.length] ?? {};

  async function send(kind: Answered["kind"], due: number): Promise<void> {
    number += 1;
    const [what, sender] =
      kind === "abuser" && abuser !== undefined
        ? [abuser.kind, abuser.sender]
        : [kind as (typeof ORDER)[number], senderOf(number)];
    open += 1;
    const lane = idle.pop() ?? (await openLane());
    const late = performance.now() - due;
    const status = await new Promise<number>((resolve) => {
      lane.done = resolve;
      lane.socket.write(wired(port, what, number, sender));
    });
    lane.done = undefined;
    open -= 1;
    answered.push({ kind, due: due - began, took: performance.now() - due, late, status });
    if (status !== 0) idle.push(lane);
  }

  const next = () => order[number % order.length] ?? "list";
  if (rate === undefined) {
    const converse = async () => {
      while (performance.now() < end) await send(next(), performance.now());
    };
    await Promise.all(Array.from({ length: job.connections }, converse));
  } else {
    await Promise.all([
      paced(rate, began, end, (due) => open < MOST_OPEN && void send(next(), due)),
      paced(abuser?.rate ?? 0, began, end, (due) => open < MOST_OPEN && void send("abuser", due)),
    ]);
    const latest = performance.now() + PATIENCE;
    while (open > 0 && performance.now() < latest) await new Promise((resolve) => setTimeout(resolve, 10));
    for (let lost = 0; lost < open; lost++)
      answered.push({ kind: "list", due: end - began, took: PATIENCE, late: 0, status: 0 });
  }
  for (const { socket } of idle) socket.destroy();
  return answered;
}

/** Calls `send` so many times a second, evenly, with the time at which each was due. */
async function paced(rate: number, began: number, end: number, send: (due: number) => void): Promise<void> {
  let sent = 0;
  while (rate > 0) {
    const now = performance.now();
    for (; sent < ((Math.min(now, end) - began) * rate) / 1_000; sent++) send(began + (sent * 1_000) / rate);
    if (now >= end) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

process.on("message", (job: Job) => {
  run(job).then(
    (answered) => process.send?.({ answered }),
    (error: unknown) => process.send?.({ fault: String(error) }),
  );
});
process.once("disconnect", () => process.exit(0));
