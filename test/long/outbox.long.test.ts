import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { randomOf } from "../histories/random.js";
import { eventually } from "../kit/eventually.js";
import { OutboxBench } from "../kit/outbox.js";
import { endProcess } from "../kit/process.js";
import { spawnTellingRelay } from "../kit/relays.js";

const EVENTS = 6_000;
const SUBJECTS = 150;
const KILLS = 60;
const LEASE = 700;

interface Told {
  readonly id: string;
  readonly subject: string;
  readonly destination: string;
  readonly attempt: number;
}

/** A receiver that now and then answers with an error, or takes the event and never answers. */
async function startReceiver(random: () => number) {
  const told: Told[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const chance = random();
    if (chance < 0.01) return void response.writeHead(500).end();
    told.push(JSON.parse(Buffer.concat(pieces).toString()));
    if (chance < 0.015) return void request.socket.destroy();
    response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { told, url, close: () => void server.close() };
}

describe("what is to be told", () => {
  it("is told, in order and under one id, by relays that are killed again and again", async () => {
    const random = randomOf(16);
    const bench = await OutboxBench.open();
    const receiver = await startReceiver(random);
    const relays = [0, 1].map(() => spawnTellingRelay(bench, receiver.url, LEASE));
    let kills = 0;
    const killing = (async () => {
      while (kills < KILLS) {
        await sleep(300 + random() * 900);
        const at = Math.floor(random() * relays.length);
        await endProcess(relays[at], "SIGKILL");
        kills += 1;
        relays[at] = spawnTellingRelay(bench, receiver.url, LEASE);
      }
    })();
    const ids = new Map<string, string[]>();
    for (let n = 0; n < EVENTS; n += 1) {
      const subject = `subject-${Math.floor(random() * SUBJECTS)}`;
      const [id] = await bench.add({ subject });
      ids.set(subject, [...(ids.get(subject) ?? []), id as string]);
      if (n % 100 === 0) await sleep(random() * 1_000);
    }
    await killing;
    await eventually(async () => {
      const [left] = await bench.database.query<{ count: number }>(
        "select (select count(*) from outbox_delivery where state <> 'delivered')::int + (2 * $1 - (select count(*) from outbox_delivery))::int as count",
        [EVENTS],
      );
      return left?.count === 0;
    }, 300_000);
    for (const relay of relays) await endProcess(relay, "SIGKILL");
    receiver.close();

    const faults: string[] = [];
    for (const [subject, expected] of ids) {
      for (const destination of ["a", "b"]) {
        const all = receiver.told.filter((one) => one.subject === subject && one.destination === destination);
        // Each for the first time, in the order in which they happened; what is told again is one that was told, under its id.
        const first = [...new Set(all.map(({ id }) => id))];
        if (String(first) !== String(expected))
          faults.push(`${subject} to ${destination}: ${first} instead of ${expected}`);
        let reached = 0;
        for (const { id } of all) {
          const place = expected.indexOf(id);
          if (place < reached) faults.push(`${subject} to ${destination}: ${id} again after a later one`);
          reached = Math.max(reached, place);
        }
      }
    }
    const again = receiver.told.filter(({ attempt }) => attempt > 1).length;
    process.stdout.write(
      `${EVENTS} events to 2 destinations, ${kills} relays killed: ${receiver.told.length} told, ${again} of them again, ${faults.length} missing or out of order\n`,
    );
    expect(faults).toEqual([]);
    expect(again).toBeGreaterThan(20);
    await bench.close();
  }, 900_000);
});
