import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import type { Bearer } from "../../../src/graph/identity/development-issuer.js";
import { BEARERS, casesOf, type Input, type Who } from "../../kit/case-file.js";
import type { TestGateway } from "../../kit/gateway.js";
import { inLanes } from "../../kit/in-lanes.js";
import { type SeededApplication, seedApplications } from "../../kit/seed-applications.js";

/** A command under one key, and how it is sent: now and then from which gateway. */
interface Keyed {
  readonly key: string;
  readonly who: Who;
  readonly mutation: string;
  readonly input: Input;
  /** The gateway of each sending: the first ones go at the same time, the last one after their answers. */
  readonly from: readonly number[];
}

const REGISTER = `mutation ($input: RegisterBusinessInput!) {
  registerBusiness(input: $input) { __typename ... on BusinessChanged { business { id name version } } }
}`;
const FIRM_OWNER: Bearer = { role: "business", sub: "owner-of-many" };

/** Commands at once under way; more would only wait for the pools. */
const LANES = 6;

export interface Sendings {
  readonly sent: number;
  /** Sendings whose answer was "not now", so that nobody could know whether the command had been done. */
  readonly inDoubt: number;
  /** Keys with more or less than one effect, or with answers that differ. */
  readonly wrong: readonly string[];
}

/**
 * Sends each of many keys 1 to 10 times, over both gateways and mostly at the same time, again and again until it is answered;
 * then counts the effects of each key in the database.
 */
export async function sendManyKeys(
  gateways: readonly TestGateway[],
  { keys, seed, count }: { readonly keys: number; readonly seed: number; readonly count: TestGateway },
  meanwhile: () => { stop(): Promise<unknown> } = () => ({ stop: async () => undefined }),
): Promise<Sendings> {
  const { database } = count;
  const call = await casesOf(count).openCall({ clientMutationId: `call-of-${seed}` });
  const applications = await seedApplications(database, call.id, {
    state: "submitted",
    count: keys,
    requestedCents: 100,
  });
  const times = (minLength: number, maxLength: number) =>
    fc.array(fc.nat({ max: gateways.length - 1 }), { minLength, maxLength });
  const sendings = fc.oneof(
    { weight: 6, arbitrary: times(1, 2) },
    { weight: 2, arbitrary: times(3, 5) },
    { weight: 1, arbitrary: times(6, 10) },
  );
  const plans = fc.sample(sendings, { seed, numRuns: keys });
  const commands = plans.map((from, at) => commandOf(seed, at, applications[at] as SeededApplication, from));
  let [sent, inDoubt] = [0, 0];

  async function send({ key, who, mutation, input }: Keyed, gateway: TestGateway): Promise<string> {
    for (let tries = 0; ; tries += 1) {
      sent += 1;
      const asked = { clientMutationId: key, ...input };
      const { data, errors } =
        mutation === "registerBusiness"
          ? await casesOf(gateway).as(who).ask(REGISTER, { input: asked })
          : await casesOf(gateway).ask(who, mutation, asked);
      if (errors === undefined) return JSON.stringify(data);
      if (errors[0]?.extensions.code !== "UNAVAILABLE" || tries > 50)
        throw new Error(`${key}: ${JSON.stringify(errors)}`);
      inDoubt += 1;
      await sleep(Math.random() * 50);
    }
  }

  const disturbance = meanwhile();
  const differing = await inLanes(LANES, commands, async (command) => {
    const all = command.from.map((at) => gateways[at] as TestGateway);
    const [last, ...together] = all.toReversed();
    const answers = await Promise.all(together.map((gateway) => send(command, gateway)));
    answers.push(await send(command, last as TestGateway));
    return new Set(answers).size === 1 ? [] : [`${command.key}: ${[...new Set(answers)].join(" / ")}`];
  });
  await disturbance.stop();
  const effects = await effectsOf(count, seed, applications);
  const wrong = commands.flatMap(({ key }, at) => (effects[at] === 1 ? [] : [`${key}: ${effects[at]} effects`]));
  return { sent, inDoubt, wrong: [...differing.flat(), ...wrong] };
}

function commandOf(seed: number, at: number, { id, owner }: SeededApplication, from: readonly number[]): Keyed {
  const key = `key-of-${seed}-${at}`;
  if (at % 3 === 0)
    return { key, from, who: FIRM_OWNER, mutation: "registerBusiness", input: { name: `Firma ${seed}-${at}` } };
  if (at % 3 === 1)
    return { key, from, who: owner, mutation: "sendMessage", input: { applicationId: id, body: "¿Ya mero?" } };
  const input = { applicationId: id, version: 1, to: BEARERS.reviewer.sub };
  return { key, from, who: "editor", mutation: "assignApplication", input };
}

/** How often each key had its effect: a firm of that name, a message, an assignment with its event. */
async function effectsOf({ database }: TestGateway, seed: number, applications: readonly SeededApplication[]) {
  const rows = await database.query<{ at: number; effects: number }>(
    `select at::int, case at % 3
              when 0 then (select count(*) from business where owner = $3 and name = 'Firma ' || $2 || '-' || at)
              when 1 then (select count(*) from application_message where application_id = key)
              else (select version - 1 from application where id = key)
                 + (select count(*) from application_event where application_id = key and what = 'assign') - 1
            end::int as effects
       from unnest($1::uuid[]) with ordinality as a(key, place), lateral (select place - 1 as at) as p`,
    [applications.map(({ key }) => key), String(seed), FIRM_OWNER.sub],
  );
  return rows.toSorted((a, b) => a.at - b.at).map(({ effects }) => effects);
}
