/**
 * What becomes of a gateway that is asked three times as much as it can answer, and of callers beside one who asks a hundred times as much
 * as they. One machine: the gateway has one core, the load another, PostgreSQL runs on both. `--quick` looks whether everything works.
 */
import { parseArgs } from "node:util";
import { machine, printTable, quantile, rate as shown } from "../measure.js";
import { fillCatalog } from "../serve/fill-catalog.js";
import { openLoad, startGateway, tokensOf } from "./gateway.js";
import type { Answered, Job } from "./load.js";
import { KINDS, type Kind, MIX, type Sender } from "./mix.js";

const [SERVER_CORE, LOAD_CORE] = [0, 1];
const CONNECTIONS = 50;
const CALLERS = 50;
/** So many that none of them spends what one may ask, however fast the gateway is. */
const SENDERS_A_CALLER = 10;
const [GOOD, SHED, SPENT] = [200, 503, 429];
const OTHERS: Readonly<Record<string, string>> = { 0: "none came", 1: "with errors", 429: "spent" };

const { values } = parseArgs({
  options: {
    postgres: { type: "string", default: "postgres://postgres@127.0.0.1:5432/postgres" },
    /** A number of its own, so that the firms that are registered are in nobody's way. */
    programs: { type: "string", default: "500" },
    seconds: { type: "string", default: "60" },
    /** Times the capacity. */
    times: { type: "string", default: "3" },
    only: { type: "string", default: "overload,fairness" },
    quick: { type: "boolean", default: false },
    /** Settings of the gateway, as NAME=value. */
    set: { type: "string", multiple: true, default: [] },
  },
});
const seconds = values.quick ? 5 : Number(values.seconds);
const [calmSeconds, fairSeconds] = values.quick ? [2, 3] : [10, 20];
const say = (text: string) => process.stdout.write(`${text}\n`);

const { url: DATABASE_URL } = await fillCatalog(values.postgres, Number(values.programs));
const settings = Object.fromEntries(values.set.map((one) => one.split("=") as [string, string]));
const gateway = await startGateway(SERVER_CORE, { DATABASE_URL, ...settings });
const load = openLoad(LOAD_CORE);
const tokens = await tokensOf(CALLERS * SENDERS_A_CALLER, DATABASE_URL);
/** Addresses of the public network, one for each caller; many callers for what is to measure the gateway and not its patience with one. */
const senders: readonly Sender[] = tokens.map((token, index) => ({ token, address: `189.203.${index % 250}.7` }));

const times = (answered: readonly Answered[], status: number) =>
  answered.filter((one) => one.status === status).map(({ took }) => took);
const p = (q: number, taken: readonly number[]) => (taken.length === 0 ? "–" : quantile(taken, q).toFixed(1));
const ofKind = (answered: readonly Answered[], kind: Answered["kind"]) => answered.filter((one) => one.kind === kind);
const isMadeAnew = ({ kind }: Answered) => kind !== "kept answer";
const run = (job: Omit<Job, "port" | "connections" | "senders"> & Partial<Pick<Job, "senders">>) =>
  load.run({ port: gateway.port, connections: CONNECTIONS, senders, ...job });

function table(answered: readonly Answered[], over: number): void {
  const kinds: readonly (Kind | undefined)[] = [...KINDS, undefined];
  printTable(
    ["asked for", "asked/s", "answered/s", "p50 ms", "p99 ms", "shed/s", "its p99 ms", "other"],
    kinds.map((kind) => {
      const all = kind === undefined ? answered : ofKind(answered, kind);
      const [good, shed] = [times(all, GOOD), times(all, SHED)];
      return [
        kind ?? "**all**",
        shown(all.length / over),
        shown(good.length / over),
        p(0.5, good),
        p(0.99, good),
        shown(shed.length / over),
        p(0.99, shed),
        all.length - good.length - shed.length,
      ];
    }),
  );
}

async function overload(): Promise<void> {
  await run({ seconds: calmSeconds });
  const full = await run({ seconds: calmSeconds });
  const capacity = times(full, GOOD).length / calmSeconds;
  const anew = times(full.filter(isMadeAnew), GOOD).length / calmSeconds;
  say(`\nCapacity: ${CONNECTIONS} connections that wait for their answers\n`);
  table(full, calmSeconds);
  const normal = await run({ seconds: calmSeconds, rate: capacity / 2 });
  say("\nHalf of it\n");
  table(normal, calmSeconds);

  const memory = [await gateway.memory()];
  const watch = setInterval(async () => memory.push(await gateway.memory()), 1_000);
  const pressed = await run({ seconds, rate: capacity * Number(values.times) });
  clearInterval(watch);
  const after = await run({ seconds: calmSeconds, rate: capacity / 2 });
  say(`\n${values.times} times as much, for ${seconds} s\n`);
  table(pressed, seconds);
  const good = times(pressed, GOOD).length / seconds;
  const goodAnew = times(pressed.filter(isMadeAnew), GOOD).length / seconds;
  say(
    `\nGoodput: ${((100 * good) / capacity).toFixed(0)} % of the capacity; of what is made anew ${((100 * goodAnew) / anew).toFixed(0)} % (${shown(goodAnew)} of ${shown(anew)} a second).`,
  );
  const others = Object.groupBy(
    pressed.filter(({ status }) => status !== GOOD && status !== SHED),
    ({ status }) => String(status),
  );
  for (const [status, some = []] of Object.entries(others))
    say(`${some.length} other answers: ${OTHERS[status] ?? status}`);
  const mega = memory.map((bytes) => Math.round(bytes / 2 ** 20));
  const secondly = (all: readonly Answered[], status: number) =>
    Array.from({ length: seconds }, (_one, second) =>
      p(
        0.99,
        times(
          all.filter(({ due }) => Math.floor(due / 1_000) === second),
          status,
        ),
      ),
    ).join(", ");
  const lateness = (q: number) =>
    p(
      q,
      pressed.map(({ late }) => late),
    );
  say(
    `The load itself was late by ${lateness(0.5)} ms (p50), ${lateness(0.99)} (p99). Second by second, the p99 of kept answers: ${secondly(ofKind(pressed, "kept answer"), GOOD)}; of what was sent away: ${secondly(pressed, SHED)}.`,
  );
  say(
    `Memory: ${mega[0]} MiB before, ${Math.max(...mega)} at most, ${mega.at(-1)} at the end; by the half of the time ${Math.max(...mega.slice(0, mega.length / 2))} at most.`,
  );
  const usual = quantile(times(normal, GOOD), 0.99);
  const bySecond = Array.from({ length: calmSeconds }, (_one, second) =>
    after.filter(({ due }) => Math.floor(due / 1_000) === second),
  );
  const well = bySecond.findIndex(
    (one) => times(one, SHED).length === 0 && quantile(times(one, GOOD), 0.99) <= 2 * usual,
  );
  say(
    `After: second ${well + 1} has nobody sent away and a p99 of ${p(0.99, times(bySecond[well] ?? [], GOOD))} ms (before: ${usual.toFixed(1)}); seconds' p99: ${bySecond.map((one) => p(0.99, times(one, GOOD))).join(", ")}.`,
  );
}

/** Fifty callers who each ask ten times a second, and one who asks a hundred times as much as one of them. */
async function fairness(): Promise<void> {
  const [each, abusive] = [4, 400];
  const rate = CALLERS * each;
  const normal = senders.slice(0, CALLERS);
  const stranger: Sender = {
    address: "187.141.9.9",
    token: (await tokensOf(CALLERS * SENDERS_A_CALLER + 1, DATABASE_URL)).at(-1) ?? "",
  };
  await run({ seconds: calmSeconds, rate, senders: normal });
  const rows = [];
  let alone = Number.NaN;
  for (const kind of [undefined, "kept answer", "list", "eligibility", "own firms", "command"] as const) {
    const abuser = kind && { sender: stranger, rate: abusive, kind };
    const answered = await run({ seconds: fairSeconds, rate, senders: normal, ...(abuser && { abuser }) });
    const others = answered.filter((one) => one.kind !== "abuser");
    const theirs = ofKind(answered, "abuser");
    const p99 = quantile(times(others, GOOD), 0.99);
    if (kind === undefined) alone = p99;
    rows.push([
      kind ?? "nobody",
      p(0.5, times(others, GOOD)),
      p99.toFixed(1),
      (p99 / alone).toFixed(2),
      others.length - times(others, GOOD).length,
      shown(times(theirs, GOOD).length / fairSeconds),
      shown(times(theirs, SPENT).length / fairSeconds),
      shown(times(theirs, SHED).length / fairSeconds),
    ]);
  }
  say(
    `\n${CALLERS} callers who ask the mix ${each} times a second each, beside one who asks for one thing ${abusive} times a second\n`,
  );
  printTable(
    [
      "the one asks for",
      "the others' p50 ms",
      "p99 ms",
      "× alone",
      "of them refused",
      "the one: answered/s",
      "429/s",
      "503/s",
    ],
    rows,
  );
}

say(
  `${machine()}; ${values.programs} programs; the mix: ${KINDS.map((kind) => `${MIX[kind].share} % ${kind} (${MIX[kind].what})`).join(", ")}`,
);
try {
  if (values.only.includes("overload")) await overload();
  if (values.only.includes("fairness")) await fairness();
} finally {
  load.close();
  await gateway.stop();
}
