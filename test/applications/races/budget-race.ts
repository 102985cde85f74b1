import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { readGlobalId } from "../../../src/graph/node.js";
import { casesOf, type Input, type Who } from "../../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { type SeededApplication, seedApplications } from "../../kit/seed-applications.js";
import { shuffled } from "../../kit/shuffled.js";

/** What each firm is granted; chosen so that no sum of others comes to the same. */
export const GRANT_CENTS = 33_333;
export const GRANT = {
  amount: pesos(GRANT_CENTS),
  tranches: [{ amount: pesos(GRANT_CENTS), milestone: "Máquinas compradas", dueOn: "2026-12-15" }],
};

export function pesos(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}

/** Two gateways of one database, each with a pool of connections of its own. */
export async function twoGateways(now?: () => Date): Promise<readonly [TestGateway, TestGateway]> {
  const first = await startTestGateway({}, now && { now });
  return [first, await startTestGateway({}, { ...(now && { now }), store: first.store })];
}

export interface Shot {
  readonly who: Who;
  readonly mutation: string;
  readonly application: SeededApplication;
  readonly input?: Input;
}

export interface Outcome extends Shot {
  // biome-ignore lint/suspicious/noExplicitAny: results of many shapes
  readonly result: any;
  readonly milliseconds: number;
}

/**
 * Sends all commands at once, in the order of the seed and spread over the gateways. Who is told "not now" sends the same again
 * under the same key, as everybody should.
 */
export function fireAll(
  gateways: readonly TestGateway[],
  shots: readonly Shot[],
  seed: number,
): Promise<readonly Outcome[]> {
  const cases = gateways.map(casesOf);
  return Promise.all(
    shuffled(shots, seed).map(async (shot, at) => {
      const { ask } = cases[at % cases.length] as ReturnType<typeof casesOf>;
      const { who, mutation, application, input } = shot;
      const key = randomUUID();
      const start = performance.now();
      for (;;) {
        const { data, errors } = await ask(who, mutation, {
          clientMutationId: key,
          applicationId: application.id,
          version: application.version,
          ...input,
        });
        if (errors === undefined) return { ...shot, result: data[mutation], milliseconds: performance.now() - start };
        if (errors[0]?.extensions.code !== "UNAVAILABLE") throw new Error(JSON.stringify(errors));
        await sleep(Math.random() * 200);
      }
    }),
  );
}

export const approval = (application: SeededApplication): Shot => ({
  who: "approver",
  mutation: "approveApplication",
  application,
  input: GRANT,
});

/** How the money of a call stands, and what was granted by its applications' own account; in cents. */
export async function moneyOfCall({ database }: TestGateway, callId: string) {
  const [money] = await database.query<{ granted: number; held: number; holders: number; decisions: number }>(
    `select c.granted_cents::float8 as granted,
            (select coalesce(sum(awarded_cents), 0)::float8 from application
              where call_id = c.id and state in ('approved', 'agreement_signed', 'disbursing')) as held,
            (select count(*)::int from application
              where call_id = c.id and state in ('approved', 'agreement_signed', 'disbursing')) as holders,
            (select count(*)::int from ledger_entry e join application a on a.id::text = e.object_id
              where a.call_id = c.id and e.action = 'approve') as decisions
       from call c where c.id = $1`,
    [readGlobalId(callId).key],
  );
  return money;
}

/** 200 approvals at once against room for exactly 100. */
export async function raceForBudget(gateways: readonly [TestGateway, TestGateway], seed: number) {
  const [first] = gateways;
  const call = await casesOf(first).openCall({ budget: pesos(100 * GRANT_CENTS) });
  const firms = await seedApplications(first.database, call.id, {
    state: "recommended",
    count: 200,
    requestedCents: GRANT_CENTS,
  });
  const outcomes = await fireAll(gateways, firms.map(approval), seed);
  const told = Object.groupBy(outcomes, ({ result }) => result.__typename as string);
  const slowest = outcomes.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b)[197] ?? 0;
  return { call, outcomes, told, slowest, money: await moneyOfCall(first, call.id) };
}
