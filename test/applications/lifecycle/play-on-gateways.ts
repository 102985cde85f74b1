import fc from "fast-check";
import { states } from "./model.js";
import { ModelOfGateway, OnGateway, Stage } from "./on-gateway.js";
import { commandFor, settings } from "./sequences.js";

export interface Played {
  readonly sequences: number;
  readonly commands: number;
  readonly perSecond: number;
  /** How often each answer was given. */
  readonly answers: ReadonlyMap<string, number>;
}

/** Days of rest of the law; the gateway knows no others. A call has some money. */
const gatewaySettings = settings.map((setting) => ({
  ...setting,
  restDays: new Set(["2026-11-16", "2026-12-25", "2027-01-01", "2027-02-01"]),
  budget: setting.budget || 1,
}));

/** Plays random sequences on several gateways at once, each with a database and a clock of its own, and compares every answer. */
export async function playOnGateways({
  sequences,
  length,
  gateways,
  seed,
}: {
  readonly sequences: number;
  readonly length: number;
  readonly gateways: number;
  readonly seed: number;
}): Promise<Played> {
  const stories = fc.sample(
    fc.tuple(gatewaySettings, fc.array(fc.maxSafeNat(), { minLength: length, maxLength: length, size: "max" })),
    { seed, numRuns: sequences },
  );
  const answers = new Map<string, number>();
  const start = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: gateways }, async () => {
      const stage = await Stage.open();
      for (let at = next++; at < stories.length; at = next++) {
        const [setting, numbers] = stories[at] as (typeof stories)[0];
        await play(stage, setting, numbers, answers).catch((error: Error) => {
          next = stories.length;
          throw new Error(`sequence ${at} of seed ${seed}: ${error.message}`);
        });
      }
      const faults = await faultsOfRecord(stage);
      if (faults.length > 0) throw new Error(faults.slice(0, 5).join("\n"));
      await stage.gateway.close();
    }),
  );
  const commands = sequences * length;
  return { sequences, commands, answers, perSecond: commands / ((performance.now() - start) / 1_000) };
}

async function play(
  stage: Stage,
  setting: Parameters<typeof OnGateway.begin>[1],
  numbers: readonly number[],
  answers: Map<string, number>,
) {
  const model = new ModelOfGateway(setting);
  const real = await OnGateway.begin(stage, setting);
  const history: string[] = [];
  for (const number of numbers) {
    const command = commandFor(number, model);
    const answer = model.fire(command);
    const got = await real.fire(command).catch((error: Error) => error.message);
    history.push(`${JSON.stringify(command)} ${got}`);
    const told = () => `${JSON.stringify({ ...setting, restDays: undefined })}\n${history.join("\n")}`;
    if (got !== answer) throw new Error(`${got} instead of ${answer}, after\n${told()}`);
    answers.set(answer, (answers.get(answer) ?? 0) + 1);
  }
  const left = await real.left();
  if (left !== model.left) throw new Error(`${left} left and not ${model.left}, after\n${history.join("\n")}`);
  await real.end();
}

/** Applications whose timeline has a gap, and decisions that are not in the ledger exactly once. */
async function faultsOfRecord({ gateway }: Stage): Promise<readonly string[]> {
  const rows = await gateway.database.query<{ id: string }>(
    `select a.id from application a
      where (select array_agg(version order by version) from application_event where application_id = a.id)
              is distinct from (select array_agg(n) from generate_series(1, a.version) n)
         or (select array_agg(what || version order by version) from application_event
              where application_id = a.id
                and what = any('{submit,declare_ineligible,recommend,not_recommend,approve,reject,waitlist,sign_agreement,disburse,close,demand_refund,settle_refund,cancel,lapse}'))
              is distinct from (select array_agg(action || object_version order by id) from ledger_entry where object_id = a.id::text and action not like 'refused:%')`,
  );
  return rows.map(({ id }) => `the record of ${id} is not whole`);
}

const REASONS = "role, state, late, early, budget, signed, part, milestone, four eyes, cents, owed".split(", ");

/** States that no firm came into and reasons that nobody was refused for: with many sequences there should be none. */
export function notSeen({ answers }: Played): readonly string[] {
  const wanted = [...states.filter((state) => state !== "draft"), ...REASONS.map((reason) => `no: ${reason}`)];
  return wanted.filter((answer) => !answers.has(answer));
}
