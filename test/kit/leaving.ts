import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { endProcess, startProcess } from "./process.js";

/** What was seen of a gateway that was told to end with so many requests in hand. */
export interface Left {
  /** Statuses, or why there was none: of what it had in hand, and of what came until it stopped listening. */
  readonly inHand: readonly (number | string)[];
  readonly later: readonly (number | string)[];
  /** Milliseconds from the signal to /readyz saying that it is closing, and to its end. */
  readonly said: number;
  readonly gone: number;
  readonly exit: readonly unknown[];
  /** What a connection after its end gives. */
  readonly after: number | string;
}

/** Asks on a connection that others may use after; the status, or why there was none. */
function ask(url: string, path: string, body: string | undefined, agent: Agent): Promise<number | string> {
  return new Promise((resolve) => {
    const headers = { "content-type": "application/json" };
    const asked = request(new URL(path, url), { method: body === undefined ? "GET" : "POST", headers, agent });
    asked.on("response", (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0));
    });
    asked.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    asked.end(body);
  });
}

/** A question that nobody has asked before. */
const question = () =>
  JSON.stringify({
    query:
      "query Q($profile: ProfileInput!) { checkEligibility(profile: $profile) { results(first: 20) { nodes { summary } } } }",
    variables: { profile: { state: "MX-CHH", workers: 4 }, other: randomUUID() },
  });

/** Starts a gateway, tells it to end with so many requests in hand, and goes on asking until it has left. */
export async function leave(DATABASE_URL: string, count: number): Promise<Left> {
  const notice = 500;
  const { child, url } = await startProcess("main.js", { DATABASE_URL, CLOSING_NOTICE_MS: String(notice) });
  const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
  const burst = () => Array.from({ length: count }, () => ask(url, "/graphql", question(), agent));
  try {
    // The connections are there, and the code has run: what is measured is a gateway that has been at work.
    await Promise.all(burst());
    await Promise.all(burst());
    const inHand = burst();
    await wait(20);
    const told = performance.now();
    child.kill("SIGTERM");
    const exit = once(child, "exit").then((how) => ({ how, gone: performance.now() - told }));
    let said = Number.POSITIVE_INFINITY;
    const looking = performance.now() + 5_000;
    while (said === Number.POSITIVE_INFINITY && performance.now() < looking) {
      if ((await ask(url, "/readyz", undefined, agent)) === 503) said = performance.now() - told;
    }
    const later: (number | string)[] = [];
    while (performance.now() - told < notice * 0.8) {
      later.push(await ask(url, "/graphql", question(), agent));
      await wait(10);
    }
    const answered = await Promise.all(inHand);
    const { how, gone } = await exit;
    return { inHand: answered, later, said, gone, exit: how, after: await ask(url, "/livez", undefined, agent) };
  } finally {
    agent.destroy();
    await endProcess(child, "SIGKILL");
  }
}
