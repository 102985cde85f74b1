import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { readConfig } from "../../src/config.js";
import { createDevelopmentIssuer } from "../../src/graph/identity/development-issuer.js";
import { developmentSeed } from "../../src/house/identity.js";
import { BEARERS, PROGRAM, ROSA } from "../kit/case-file.js";
import { type Asking, askingOf } from "../kit/gateway.js";
import { treeBefore } from "../kit/older-tree.js";
import { endProcess, startProcess } from "../kit/process.js";
import { DESK } from "../kit/publishing.js";
import { createTestDatabase, urlOf } from "../kit/store.js";
import { until } from "../kit/until.js";

// Does what docs/operations.md says under "Upgrade": a new gateway beside an old one on one database, then the old one goes.

const PATIENCE = 600_000;
const LANES = 6;
/** How long each stage is kept up. */
const STAGE = 8_000;

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
}, PATIENCE);

interface Tally {
  reads: number;
  commands: number;
  slowest: number;
  readonly failed: string[];
}

const QUESTIONS = [
  "{ programs(first: 20) { totalCount nodes { slug name } } }",
  '{ programs(search: "credito mujeres", first: 5) { nodes { slug } } }',
  `{ program(slug: "${PROGRAM}") { name description requirements { text } } }`,
  '{ checkEligibility(profile: { state: "MX-CHH", workers: 4 }) { counts { count } results(first: 5) { nodes { program { slug } summary } } } }',
  "{ myBusinesses(first: 5) { nodes { id name } } }",
];

const COMMANDS = {
  register: `mutation ($input: RegisterBusinessInput!) { registerBusiness(input: $input) { ... on BusinessChanged { business { id } } } }`,
  start: `mutation ($input: StartApplicationInput!) { startApplication(input: $input) { ... on ApplicationChanged { application { id version } } } }`,
  fill: `mutation ($input: FillApplicationInput!) { fillApplication(input: $input) { ... on ApplicationChanged { application { id version } } } }`,
  submit: `mutation ($input: SubmitApplicationInput!) { submitApplication(input: $input) { ... on ApplicationChanged { application { id version folio } } } }`,
} as const;

const REVISION = "{ __typename ... on RevisionChanged { revision { id version } } }";

/** Publishes a description, with no word in the commands that older gateways do not know. */
async function publish(as: (who: keyof typeof DESK) => Asking, text: string): Promise<void> {
  const step = async (who: keyof typeof DESK, mutation: string, type: string, input: object) => {
    const { [mutation]: result } = await as(who).read(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) ${REVISION} }`,
      { input: { clientMutationId: randomUUID(), ...input } },
    );
    if (!result.revision) throw new Error(`${mutation} was refused: ${JSON.stringify(result)}`);
    return { revisionId: result.revision.id, version: result.revision.version };
  };
  const patch = { description: { es: text, en: `In English: ${text}` } };
  const changes = [{ program: PROGRAM, patch }];
  const draft = { title: "Cambio", reason: "Así lo pide la convocatoria.", changes };
  const drafted = await step("editor", "draftRevision", "DraftRevisionInput", draft);
  const submitted = await step("editor", "submitRevision", "RevisionInput", drafted);
  await step("approver", "approveRevision", "RevisionInput", submitted);
}

const CLOSE_CALL = `mutation ($input: CloseCallInput!) { closeCall(input: $input) { ... on CallChanged { call { id version } } } }`;
const OPEN_CALL = `mutation ($input: OpenCallInput!) { openCall(input: $input) { ... on CallChanged { call { id version } } } }`;

describe.each([
  ["one migration ago", "schema/migrations/migration-20261128-catalog-revision.ts", "closes calls"],
  // That migration checks at once what only new gateways write: closing a call is what an old one cannot do beside it.
  ["many migrations ago", "schema/migrations/migration-20261128-revision-calls.ts", "leaves closing to the new one"],
])("a gateway of %s", (_when, file, closing) => {
  it(
    "answers and takes commands while a new one migrates its database and beside it, and leaves it all to that one",
    async () => {
      const [store, old] = await Promise.all([createTestDatabase({ empty: true }), treeBefore(file)]);
      undo.push(store.drop, old.remove);
      const DATABASE_URL = urlOf(store.address);
      const start = async (root?: string) => {
        const started = await startProcess("main.js", { DATABASE_URL }, [], root);
        // What a gateway says of its own faults, beside what clients are told of them.
        started.child.stdout?.on("data", (text: Buffer) => {
          const faults = String(text)
            .split("\n")
            .filter((line) => line.includes('"level":50'));
          for (const line of faults) process.stderr.write(`${root === undefined ? "new" : "old"}: ${line}\n`);
        });
        undo.push(() => endProcess(started.child, "SIGKILL"));
        return started;
      };
      const first = await start(old.root);
      const config = readConfig({ AUTH_DEVELOPMENT: "1", DATABASE_URL });
      const issuer = createDevelopmentIssuer(await developmentSeed(config), config.AUTH_AUDIENCE);
      const signedIn = (bearer: Parameters<typeof issuer.token>[0]) => async () => ({
        authorization: `Bearer ${await issuer.token(bearer, new Date())}`,
      });

      const { program } = await askingOf(first.url, async () => ({})).read(`{ program(slug: "${PROGRAM}") { id } }`);
      const openCall = async () => {
        const input = { programId: program.id, titleEs: "Convocatoria", titleEn: "A call", opensOn: "2026-01-01" };
        const opened = await askingOf(first.url, signedIn(BEARERS.editor)).read(OPEN_CALL, {
          input: { clientMutationId: randomUUID(), ...input },
        });
        return opened.openCall.call as { readonly id: string; readonly version: number };
      };
      const { id: callId } = await openCall();
      const spare = await openCall();

      const tallies = new Map<string, Tally>();
      const tallyOf = (url: string) => {
        const tally = tallies.get(url) ?? { reads: 0, commands: 0, slowest: 0, failed: [] };
        tallies.set(url, tally);
        return tally;
      };
      let serving: readonly string[] = [first.url];
      let [over, quiet, busy] = [false, false, 0];

      /** Asks one of the gateways that serve; every answer counts, and every one that is not good. */
      async function ask(sub: string, query: string, variables: object = {}) {
        const url = serving[Math.floor(Math.random() * serving.length)] ?? "";
        const tally = tallyOf(url);
        const began = performance.now();
        const answer = await askingOf(url, signedIn({ role: "business", sub }))
          .ask(query, variables)
          .catch((error: Error) => ({ data: undefined, errors: String(error.cause ?? error) }));
        tally.slowest = Math.max(tally.slowest, performance.now() - began);
        tally[query.startsWith("mutation") ? "commands" : "reads"] += 1;
        if (answer.errors) tally.failed.push(`${query.slice(0, 60)}: ${JSON.stringify(answer.errors)}`);
        return answer.data;
      }

      const filed: { readonly id: string; readonly sub: string; readonly folio: string }[] = [];
      /** One firm after another, from its registration to its application, with questions between. */
      async function lane(number: number): Promise<void> {
        while (!over) {
          const sub = `owner-${number}`;
          const command = async (name: keyof typeof COMMANDS, input: object) => {
            await ask(sub, QUESTIONS[Math.floor(Math.random() * QUESTIONS.length)] ?? "");
            while (quiet) await sleep(20);
            busy += 1;
            const data = await ask(sub, COMMANDS[name], { input: { clientMutationId: randomUUID(), ...input } });
            busy -= 1;
            const [result] = Object.values<Record<string, { id: string; version: number; folio?: string }>>(data ?? {});
            const [made] = Object.values(result ?? {});
            if (made === undefined && !over) throw new Error(`${name} gave ${JSON.stringify(data)}`);
            return made;
          };
          const business = await command("register", { name: `Firma ${randomUUID()}`, profile: ROSA });
          const started = await command("start", {
            businessId: business?.id,
            programId: program.id,
            callId,
          });
          const project = { title: "Taller", description: "Dos máquinas y un curso.", requestedAmount: "50000" };
          const as = (application: typeof started) => ({
            applicationId: application?.id,
            version: application?.version,
          });
          const filled = await command("fill", { ...as(started), ...project });
          const submitted = await command("submit", { ...as(filled), insist: true });
          if (submitted?.folio) filed.push({ id: submitted.id, sub, folio: submitted.folio });
        }
      }

      const lanes = Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
      const stage = (milliseconds: number) => Promise.race([sleep(milliseconds), lanes]);
      await stage(STAGE);
      const before = { ...tallyOf(first.url) };
      const beginning = performance.now();
      const second = await Promise.race([start(), lanes.then(() => Promise.reject(new Error("the lanes ended")))]);
      const seconds = (performance.now() - beginning) / 1_000;
      serving = [first.url, second.url];
      await stage(STAGE);

      const described = (url: string) =>
        askingOf(url, async () => ({})).read(`{ program(slug: "${PROGRAM}") { description } }`);
      /** One of them publishes, and both serve it. */
      const publishAt = async (url: string, text: string) => {
        await publish((who) => askingOf(url, signedIn(DESK[who])), text);
        for (const each of serving) await until(async () => (await described(each)).program.description === text);
      };
      // Nobody files while an old one publishes: it does so under locks that who files may run into.
      quiet = true;
      await until(() => busy === 0);
      await publishAt(first.url, "De la versión anterior.");
      quiet = false;
      for (let time = 1; time <= 5; time += 1) await publishAt(second.url, `De la versión nueva, por vez ${time}.`);

      const close = { input: { clientMutationId: randomUUID(), callId: spare.id, version: spare.version } };
      const closed = await askingOf(first.url, signedIn(BEARERS.editor)).ask(CLOSE_CALL, close);
      expect(closed.errors === undefined).toBe(closing === "closes calls");
      const sure = await askingOf(second.url, signedIn(BEARERS.editor)).read(CLOSE_CALL, close);
      expect(sure.closeCall.call).toEqual({ id: spare.id, version: 2 });

      // Whoever has to go back to the old code can: it starts on the schema that the new one made.
      const again = await start(old.root);
      serving = [first.url, second.url, again.url];
      await stage(STAGE / 2);

      // The balancer sends nobody there any more, and both are told to end with requests in hand.
      serving = [second.url];
      const ended = Promise.all([first, again].map(({ child }) => endProcess(child as ChildProcess, "SIGTERM")));
      await stage(STAGE / 2);
      await ended;
      over = true;
      await lanes;

      const told = [first, second, again].map(({ url }) => tallyOf(url));
      const figures = told.map(
        ({ reads, commands, slowest }) => `${reads}+${commands} (slowest ${Math.round(slowest)} ms)`,
      );
      process.stdout.write(
        `before ${old.commit}: the new one was ready in ${seconds.toFixed(1)} s; until then ${before.reads}+${before.commands}; reads+commands old ${figures[0]}, new ${figures[1]}, old again ${figures[2]}; ${filed.length} applications\n`,
      );
      expect(told.flatMap(({ failed }) => failed).slice(0, 5)).toEqual([]);
      for (const { reads, commands } of told) expect(Math.min(reads, commands)).toBeGreaterThan(10);
      expect([first, again].map(({ child }) => child.exitCode)).toEqual([0, 0]);

      // Nothing of what was filed is lost, whichever of them took it.
      expect(filed.length).toBeGreaterThan(10);
      for (const { id, sub, folio } of filed) {
        const { application } = await askingOf(second.url, signedIn({ role: "business", sub })).read(
          "query ($id: ID!) { application(id: $id) { folio } }",
          { id },
        );
        expect(application).toEqual({ folio });
      }
    },
    PATIENCE,
  );
});
