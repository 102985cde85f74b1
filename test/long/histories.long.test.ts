import { twoGateways } from "../applications/races/budget-race.js";
import { anomaliesOf } from "../histories/checker/check.js";
import type { Strictness } from "../histories/checker/graph.js";
import type { History } from "../histories/checker/history.js";
import { randomOf } from "../histories/random.js";
import { decideTogether } from "../histories/workloads/awards.js";
import { editTogether } from "../histories/workloads/drafts.js";
import { publishTogether } from "../histories/workloads/editions.js";
import { sizeOf } from "../histories/workloads/lanes.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

const PROGRAMS = ["women", "youth", "elderly", "indigenous", "disabled"].map((of) => `global-programme-${of}`);
const SEED = Number(process.env.SEED ?? 20_261_128);
const total = { transactions: 0, kept: 0, refused: 0 };

/** Looks at a history, adds it up, and says how long it was. */
function look(name: string, history: History, strictness: Strictness) {
  const size = sizeOf(history);
  process.stdout.write(`${name}: ${JSON.stringify(size)}\n`);
  for (const key of ["transactions", "kept", "refused"] as const) total[key] += size[key];
  expect(anomaliesOf(history, strictness)).toEqual([]);
}

async function withGateways(form: string, work: (gateways: readonly TestGateway[]) => Promise<void>) {
  const now = () => new Date("2026-11-24T18:00:00Z");
  const gateways = form === "one gateway" ? [await startTestGateway({}, { now })] : await twoGateways(now);
  await work(gateways);
  for (const gateway of gateways.toReversed()) await gateway.close();
}

describe.each(["one gateway", "two gateways"])("over %s, many at once have done as if one after the other:", (form) => {
  it(
    "deciding on applications and paying them",
    () =>
      withGateways(form, async (gateways) => {
        const all: History[] = [];
        for (let round = 0; round < 16; round += 1) {
          all.push(await decideTogether(gateways, { round, people: 10, things: 350, random: randomOf(SEED + round) }));
        }
        look(`${form}, awards`, all.flat(), { time: true });
      }),
    1_200_000,
  );

  it(
    "editing the same drafts",
    () =>
      withGateways(form, async (gateways) => {
        const all: History[] = [];
        for (let round = 0; round < 8; round += 1) {
          all.push(await editTogether(gateways, { round, people: 10, things: 600, random: randomOf(SEED + round) }));
        }
        look(`${form}, drafts`, all.flat(), { time: true });
      }),
    1_200_000,
  );

  it(
    "publishing editions, while others look",
    () =>
      withGateways(form, async (gateways) => {
        const plan = { programs: PROGRAMS, people: 8, things: 3_000, random: randomOf(SEED) };
        look(`${form}, editions`, await publishTogether(gateways, plan), { process: true });
      }),
    1_200_000,
  );
});

it("over 50,000 transactions in all", () => {
  process.stdout.write(`seed ${SEED}: ${JSON.stringify(total)}, 0 anomalies\n`);
  expect(total.transactions).toBeGreaterThanOrEqual(50_000);
});
