/**
 * Sends requests by connections that each wait for their answer, and measures how long that takes: a process of its own, on a core of its
 * own. autocannon reads every answer as a client would and is itself the limit before node:http is.
 */
import { connect } from "node:net";
import { quantile } from "../measure.js";
import { followAnswers } from "./follow-answers.js";

export interface Job {
  readonly ports: readonly number[];
  /** Requests as they go over the wire, in base64; connections go through them in turn. */
  readonly requests: readonly string[];
  readonly status: number;
  readonly connections: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

/** Answers that are waited for beyond the time, on average by every connection, and for how many seconds at most. */
const LEAST_EACH = 2;
const MOST_SECONDS = 60;

export interface Outcome {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers that failed, which the figures leave out, and one of them. */
  readonly failed: number;
  readonly failure?: string;
}

async function run({ ports, requests, status, connections, warmUpSeconds, seconds }: Job): Promise<Outcome> {
  const bytes = requests.map((request) => Buffer.from(request, "base64"));
  const begin = performance.now() + warmUpSeconds * 1_000;
  const end = begin + seconds * 1_000;
  const latest = end + MOST_SECONDS * 1_000;
  /** Shared by all connections: what arrives is looked at before anything else arrives. */
  const arrivals = Buffer.alloc(64 * 1_024);
  const times: number[] = [];
  let next = 0;
  let ended = 0;
  const failures: string[] = [];
  const take = (sent: number, failure: string | undefined) => {
    const now = performance.now();
    if (ended > 0 || now < begin) return;
    if (failure === undefined) times.push(now - sent);
    else failures.push(failure);
    const answered = times.length + failures.length;
    if (now >= end && (answered >= connections * LEAST_EACH || now >= latest)) ended = now;
  };
  const converse = (port: number) =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({
        port,
        host: "127.0.0.1",
        noDelay: true,
        onread: {
          buffer: arrivals,
          callback: (length, buffer) => {
            read((buffer as Buffer).subarray(0, length));
            return true;
          },
        },
      });
      let sent = 0;
      const send = () => {
        sent = performance.now();
        socket.write(bytes[next++ % bytes.length] as Buffer);
      };
      const read = followAnswers(status, (failure) => {
        take(sent, failure);
        if (ended === 0) send();
        else socket.destroy();
      });
      socket.on("connect", send);
      socket.on("error", reject);
      socket.on("close", () => {
        if (ended > 0) return resolve();
        // The others stop as well.
        ended = performance.now();
        reject(new Error(`a connection to port ${port} was closed`));
      });
    });
  await Promise.all(
    Array.from({ length: connections }, (_one, index) => converse(ports[index % ports.length] as number)),
  );
  return {
    perSecond: (times.length * 1_000) / (ended - begin),
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    failed: failures.length,
    ...(failures[0] !== undefined && { failure: failures[0].slice(0, 500) }),
  };
}

process.on("message", (job: Job) => {
  run(job).then(
    (outcome) => process.send?.({ outcome }),
    (error: unknown) => process.send?.({ fault: String(error) }),
  );
});
process.once("disconnect", () => process.exit(0));
