import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { readConfig } from "../../../src/config.js";
import { type Bearer, createDevelopmentIssuer } from "../../../src/graph/identity/development-issuer.js";
import { readGlobalId } from "../../../src/graph/node.js";
import { developmentSeed } from "../../../src/house/identity.js";
import { casesOf, type Input, ROSA, type Who } from "../../kit/case-file.js";
import { eventually } from "../../kit/eventually.js";
import { type Answer, askingOf, type TestGateway } from "../../kit/gateway.js";
import { KilledGateway } from "./killed-gateway.js";

const WRITERS = 8;
const REGISTER = `mutation ($input: RegisterBusinessInput!) {
  registerBusiness(input: $input) { ... on BusinessChanged { business { id } } }
}`;
const MESSAGE_BODY = "¿Ya recibieron todo?";

/** What a writer was told is done. */
interface Acknowledged {
  readonly firm: string;
  application?: string;
  folio?: string;
  messaged?: boolean;
}

export interface Tally {
  readonly kills: number;
  readonly acknowledged: number;
  /** Sendings that were not answered, or with "not now": nobody can know whether they were done until they are sent again. */
  readonly inDoubt: number;
  readonly firms: readonly Acknowledged[];
}

/** Something that is killed, and started again. */
interface Victim {
  kill(): Promise<void>;
  start(): Promise<void>;
}

/**
 * Runs a gateway, kills it with SIGKILL at random moments while eight writers register firms and file for them, starts it again
 * each time, and ends it in order; `between` commands at least are acknowledged from one kill to the next. Writers send what is in doubt again, under its key, until they know.
 * Where there is an `other`, every other kill is theirs, and the gateway goes on running.
 */
export async function killAgainAndAgain(
  settings: Readonly<Record<string, string>>,
  { kills, between, other }: { readonly kills: number; readonly between: number; readonly other?: Victim },
): Promise<Tally> {
  const config = readConfig({ AUTH_DEVELOPMENT: "1", ...settings });
  const gateway = new KilledGateway(settings);
  await gateway.start();
  try {
    const issuer = createDevelopmentIssuer(await developmentSeed(config), config.AUTH_AUDIENCE);
    const address = gateway.url;
    const remote: Pick<TestGateway, "as" | "read"> = {
      as: (bearer: Bearer) =>
        askingOf(address, async () => ({ authorization: `Bearer ${await issuer.token(bearer, new Date())}` })),
      read: askingOf(address, async () => ({})).read,
    };
    const cases = casesOf(remote);
    const programId = await cases.programId();
    const { id: callId } = await cases.openCall();
    let [acknowledged, inDoubt, over] = [0, 0, false];

    /** Sends a command under one key until it is known what became of it. */
    async function sure(send: (key: string) => Promise<Answer>): Promise<Answer["data"]> {
      const key = randomUUID();
      for (;;) {
        const answer = await send(key).catch((error: { cause?: { code?: string } }) => {
          if (error.cause?.code !== "ECONNREFUSED") inDoubt += 1;
          return undefined;
        });
        if (answer !== undefined && answer.errors === undefined) {
          acknowledged += 1;
          return answer.data;
        }
        const code = answer?.errors?.[0]?.extensions.code;
        if (answer !== undefined && code !== "UNAVAILABLE") throw new Error(JSON.stringify(answer.errors));
        if (answer !== undefined) inDoubt += 1;
        await sleep(10 + Math.random() * 40);
      }
    }
    async function change(who: Who, mutation: string, input: Input) {
      const { [mutation]: result } = await sure((clientMutationId) =>
        cases.ask(who, mutation, { clientMutationId, ...input }),
      );
      if (result.__typename !== "ApplicationChanged") throw new Error(`${mutation}: ${JSON.stringify(result)}`);
      return result.application;
    }
    async function writer(number: number): Promise<Acknowledged[]> {
      const who: Bearer = { role: "business", sub: `writer-${number}` };
      const firms: Acknowledged[] = [];
      while (!over) {
        const name = `Firma ${number}-${firms.length}`;
        const { registerBusiness } = await sure((clientMutationId) =>
          remote.as(who).ask(REGISTER, { input: { clientMutationId, name, profile: ROSA } }),
        );
        const told: Acknowledged = { firm: registerBusiness.business.id };
        firms.push(told);
        let application = await change(who, "startApplication", { businessId: told.firm, programId, callId });
        told.application = application.id;
        const now = () => ({ applicationId: application.id, version: application.version });
        const project = { title: "Taller de bordado", description: "Dos máquinas y un curso para cuatro." };
        application = await change(who, "fillApplication", { ...now(), ...project, requestedAmount: "50000" });
        application = await change(who, "submitApplication", { ...now(), insist: true });
        told.folio = application.folio;
        await change(who, "sendMessage", { applicationId: application.id, body: MESSAGE_BODY });
        told.messaged = true;
      }
      return firms;
    }

    const writers = Promise.all(Array.from({ length: WRITERS }, (_, number) => writer(number)));
    const failed = writers.then(
      () => undefined,
      (error: Error) => error,
    );
    const goesOn = () => {
      const before = acknowledged;
      return Promise.race([
        eventually(() => acknowledged >= before + between, 60_000),
        failed.then((error) => {
          if (error) throw error;
        }),
      ]);
    };
    for (let kill = 0; kill < kills; kill += 1) {
      await goesOn();
      await sleep(Math.random() * 400);
      const victim = other !== undefined && kill % 2 === 0 ? other : gateway;
      await victim.kill();
      await victim.start();
    }
    await goesOn();
    over = true;
    const firms = (await writers).flat();
    await gateway.stop();
    return { kills, acknowledged, inDoubt, firms };
  } finally {
    await gateway.kill();
  }
}

/** What does not fit between what writers were told and what the database holds, and within the database. */
export async function faultsIn(where: pg.ClientConfig, { firms }: Tally): Promise<readonly string[]> {
  const client = new pg.Client(where);
  await client.connect();
  try {
    const kept = await client.query(
      `select b.id as firm, a.id as application, a.folio, a.version, a.state,
              (select count(*)::int from application_message where application_id = a.id) as messages,
              (select array_agg(version order by version) from application_event where application_id = a.id) as versions,
              (select array_agg(what order by version) from application_event where application_id = a.id) as events,
              (select array_agg(action::text) from ledger_entry where object_id = a.id::text) as entries
         from business b left join application a on a.business_id = b.id`,
    );
    const byFirm = Map.groupBy(kept.rows, ({ firm }) => firm as string);
    const { rows: doubled } = await client.query("select name from business group by name having count(*) > 1");
    const faults: string[] = doubled.map(({ name }) => `${name} was registered twice`);
    for (const { firm, application, folio, messaged } of firms) {
      const rows = byFirm.get(readGlobalId(firm).key) ?? [];
      const [row] = rows;
      const fault = (what: string) => faults.push(`${firm}: ${what}: ${JSON.stringify(rows)}`);
      if (row === undefined) fault("a registered firm is lost");
      if (rows.length > 1) fault("two applications");
      if (application && row?.application !== readGlobalId(application).key) fault("a started application is lost");
      if (folio && row?.folio !== folio) fault("a submitted application is lost");
      if (messaged && row?.messages !== 1) fault("a message is lost or doubled");
    }
    for (const { application, version, versions, events, entries, folio, messages } of kept.rows) {
      if (application === null) continue;
      const fault = (what: string) => faults.push(`${application}: ${what}`);
      const whole = ["start", "fill", "submit"].slice(0, version);
      if (String(versions) !== String(whole.map((_, at) => at + 1))) fault(`versions ${versions} of ${version}`);
      if (String(events) !== String(whole)) fault(`events ${events}`);
      if (String(entries ?? []) !== (folio ? "submit" : "")) fault(`entries of the ledger ${entries}`);
      if (messages > 1) fault(`${messages} messages`);
    }
    if (new Set(kept.rows.flatMap(({ folio }) => folio ?? [])).size !== kept.rows.filter(({ folio }) => folio).length) {
      faults.push("a folio was given twice");
    }
    return faults;
  } finally {
    await client.end();
  }
}

export const inWords = ({ kills, acknowledged, inDoubt, firms }: Tally, where: string) =>
  `${where}: ${kills} kills, ${acknowledged} commands acknowledged (${firms.length} firms), ${inDoubt} sendings in doubt, 0 lost, 0 doubled\n`;
