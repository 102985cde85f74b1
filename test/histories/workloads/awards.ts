import { readGlobalId } from "../../../src/graph/node.js";
import { pesos } from "../../applications/races/budget-race.js";
import { AGENCY, casesOf, type Input, type Who } from "../../kit/case-file.js";
import type { TestGateway } from "../../kit/gateway.js";
import { type SeededApplication, seedApplications } from "../../kit/seed-applications.js";
import { append, type History, read, type Step } from "../checker/history.js";
import { type Done, Notes, together } from "./lanes.js";
import { AMBIGUOUS, moneyOrders } from "./money-orders.js";

/** A read that tells a version or a sum, from which the list follows once it is known whole. */
type Seen =
  | Step
  | { readonly do: "version"; readonly key: string; readonly version: number }
  | { readonly do: "sum"; readonly key: string; readonly cents: number };

const APPLICATIONS = 30;
const REASON = { reason: "Por lo que consta en el expediente." };
const SHOWN = `id version state { code }`;
const ONE = `query ($id: ID!, $call: ID!) {
  application(id: $id) { ${SHOWN} timeline(first: 100) { nodes { version actor } } }
  call(id: $call) { granted { amount } }
}`;
const ALL = `query ($call: ID!) { applications(first: 100, filter: { callId: $call }) { nodes { ${SHOWN} } } }`;

interface Shown {
  readonly id: string;
  readonly version: number;
  readonly state: { readonly code: string };
}

/**
 * People of an agency decide on the applications of one call and pay them, all at once and over all gateways, and look at them
 * meanwhile; the budget does not reach for all. The lists are the timeline of each application and the money of the call.
 */
export async function decideTogether(
  gateways: readonly TestGateway[],
  { round, people, things, random }: { round: number; people: number; things: number; random: () => number },
): Promise<History> {
  const [first] = gateways as readonly [TestGateway];
  const amounts = Array.from({ length: APPLICATIONS }, (_, at) => 10_000 + at * at * 37 + at);
  const whole = amounts.reduce((all, amount) => all + amount, 0);
  const call = await casesOf(first).openCall({ budget: pesos(Math.floor(whole * 0.6)), criteria: [] });
  const applications = await seedApplications(first.database, call.id, {
    state: "recommended",
    count: APPLICATIONS,
    requestedCents: 1_000_000,
  });
  const at = new Map(applications.map(({ id }, place) => [id, place]));
  const money = `money of ${round}`;
  const keyOf = (id: string) => `application ${round}-${at.get(id)}`;
  const notes = new Notes<Seen>();
  const actor = (role: "agency_approver" | "agency_editor", sub: string) => ({ role, sub, agency: AGENCY }) as const;
  const window = actor("agency_editor", "looks-on");

  await notes.take("the way there", async () => [
    { outcome: "done", steps: applications.map(({ id }) => append(keyOf(id), "reviewer-1")) },
  ]);

  async function look(process: string, gateway: TestGateway, { id }: SeededApplication): Promise<Shown> {
    let shown: Shown | undefined;
    await notes.take(process, async () => {
      const { application, call: read } = await gateway.as(window).read(ONE, { id, call: call.id });
      shown = application;
      const actors: string[] = application.timeline.nodes.map((event: { actor: string }) => event.actor);
      // Each of these is a statement of its own, and may be of another moment.
      return [
        one({ do: "version", key: keyOf(id), version: application.version }),
        one({ do: "read", key: keyOf(id), values: actors }),
        one({ do: "sum", key: money, cents: Math.round(Number(read.granted.amount) * 100) }),
      ];
    });
    return shown as Shown;
  }
  const survey = (process: string, gateway: TestGateway) =>
    notes.take(process, async () => {
      const { applications: page } = await gateway.as(window).read(ALL, { call: call.id });
      const steps = page.nodes.map(({ id, version }: Shown) => ({ do: "version", key: keyOf(id), version }));
      return [{ outcome: "done", steps }];
    });

  async function decide(process: string, gateway: TestGateway, thing: number, application: SeededApplication) {
    const shown = await look(process, gateway, application);
    const asked = commandFor(shown.state.code, random(), pesos(amounts[at.get(shown.id) ?? 0] ?? 0));
    if (asked === undefined) return;
    const [mutation, role, input] = asked;
    const who: Who = role === "firm" ? application.owner : actor(role, `${round}-${thing}`);
    await notes.take(process, async () => {
      const sent = { applicationId: shown.id, version: shown.version, ...input };
      const result = await casesOf(gateway).send(who, mutation, sent);
      const done = result.__typename === "ApplicationChanged";
      if (!done && !REFUSALS.has(result.__typename)) throw new Error(`${mutation}: ${JSON.stringify(result)}`);
      const key = keyOf(shown.id);
      // A firm signs as itself, as often as it takes.
      const steps: Seen[] = done || role !== "firm" ? [append(key, who.sub)] : [];
      if (done) steps.unshift({ do: "version", key, version: shown.version });
      if (MONEY.has(mutation)) steps.push(append(money, who.sub));
      return [{ outcome: done ? "done" : "refused", steps }];
    });
  }

  await together(people, things, async (person, thing) => {
    const gateway = gateways[Math.floor(random() * gateways.length)] as TestGateway;
    const process = `${round}-${person}`;
    if (random() < 0.15) return survey(process, gateway);
    return decide(process, gateway, thing, applications[Math.floor(random() * APPLICATIONS)] as SeededApplication);
  });
  for (const application of applications) await look("the end", first, application);
  return settle(notes, await moneyOrders(first, readGlobalId(call.id).key));
}

const one = (step: Seen): Done<Seen> => ({ outcome: "done", steps: [step] });
/** Commands that take money out of a call, or give it back. */
const MONEY = new Set(["approveApplication", "cancelAward"]);
const REFUSALS = new Set(["ApplicationVersionStale", "MoveNotAllowed", "ConditionNotMet", "BudgetExhausted"]);

type Asked = readonly [mutation: string, role: "agency_approver" | "agency_editor" | "firm", input?: Input];

/** What somebody may want to do with an application that they saw in a state; nothing where all is done. */
function commandFor(state: string, chance: number, amount: string): Asked | undefined {
  const part = { number: chance < 0.5 ? 1 : 2 };
  const half = pesos(Math.floor(Number(amount) * 50));
  const rest = pesos(Math.round(Number(amount) * 100) - Math.floor(Number(amount) * 50));
  const tranches = [half, rest].map((each) => ({ amount: each, milestone: "Máquinas compradas", dueOn: "2027-06-15" }));
  const approve: Asked = ["approveApplication", "agency_approver", { amount, tranches }];
  const cancel: Asked = ["cancelAward", "agency_approver", REASON];
  const pay: Asked = ["payTranche", "agency_approver", part];
  const meet: Asked = ["meetMilestone", "agency_editor", part];
  if (state === "RECOMMENDED") {
    if (chance < 0.05) return ["rejectApplication", "agency_approver", REASON];
    return chance < 0.15 ? ["waitlistApplication", "agency_approver"] : approve;
  }
  if (state === "WAITLISTED") return approve;
  if (state === "APPROVED") {
    if (chance < 0.25) return cancel;
    return ["signAgreement", chance < 0.6 ? "firm" : "agency_approver"];
  }
  if (state !== "AGREEMENT_SIGNED" && state !== "DISBURSING") return undefined;
  if (chance > 0.9) return cancel;
  return Math.floor(chance * 100) % 2 === 0 ? pay : meet;
}

/** The history, once all lists are known: a version is so many of the timeline, a sum so many grants and returns. */
function settle({ taken }: Notes<Seen>, money: ReadonlyMap<number, readonly string[]>): History {
  const longest = new Map<string, readonly string[]>();
  for (const { steps } of taken) {
    for (const step of steps) {
      if (step.do === "read" && step.values.length > (longest.get(step.key)?.length ?? 0))
        longest.set(step.key, step.values);
    }
  }
  const settled = (step: Seen): readonly Step[] => {
    if (step.do === "version") {
      const list = longest.get(step.key) ?? [];
      // A version that the timeline never came to stands out as a value out of nowhere.
      return [read(step.key, step.version > list.length ? [`version ${step.version}`] : list.slice(0, step.version))];
    }
    if (step.do !== "sum") return [step];
    const at = money.get(step.cents);
    if (at === undefined) return [read(step.key, [`${step.cents} cents`])];
    return at === AMBIGUOUS ? [] : [read(step.key, at)];
  };
  return taken.map((one) => ({ ...one, steps: one.steps.flatMap(settled) }));
}
