/**
 * What people wait for their own as there is more and more of others': a firm, somebody who acts for a thousand firms, an agency with a
 * twentieth of all applications. `--sizes` are firms of others, each with two applications.
 */
import { parseArgs } from "node:util";
import { readConfig } from "../../src/config.js";
import { startGateway } from "../../src/gateway.js";
import { createDevelopmentIssuer } from "../../src/graph/identity/development-issuer.js";
import { globalId } from "../../src/graph/node.js";
import { developmentSeed } from "../../src/house/identity.js";
import { createLog } from "../../src/platform/log.js";
import { machine, median, printTable } from "../measure.js";
import { connected, dropDatabase, ensureDatabase } from "../serve/databases.js";
import { addCalls, addFirms } from "./crowd.js";

const { values } = parseArgs({
  options: {
    postgres: { type: "string", default: "postgres://postgres@127.0.0.1:5432/postgres" },
    sizes: { type: "string", default: "1000,10000,100000" },
    rounds: { type: "string", default: "15" },
  },
});
const ROUNDS = Number(values.rounds);
const DATABASE = "bench_ventanilla_own";

const FIRM = { role: "business", sub: "owner-of-own" } as const;
const ADVISER = { role: "business", sub: "adviser" } as const;
const REVIEWER = { role: "agency_reviewer", sub: "reviewer", agency: "inadem" } as const;
const EDITOR = { role: "agency_editor", sub: "editor", agency: "inadem" } as const;

const FIRMS = "{ myBusinesses(first: 20) { totalCount nodes { id name owned } } }";
const APPLICATIONS = "{ applications(first: 20) { totalCount nodes { id folio state { code } } } }";
const COUNTS = "{ applicationCounts { state { code } count } }";
const WEBHOOKS =
  "{ webhooks(first: 20) { totalCount nodes { id url deliveries(first: 5) { totalCount nodes { id topic } } } } }";
const ONE = `query One($firm: ID!) { business(id: $firm) {
  id name mandates { totalCount } consents { totalCount } documents { totalCount } accesses { totalCount } } }`;
const CASE = `query Case($application: ID!) { application(id: $application) {
  id folio state { code } timeline { totalCount nodes { id } } messages { totalCount } waiting { place } } ledgerReceipts(objectId: $application) { id } }`;

const ASKED = [
  ["their firms", "a firm", FIRM, FIRMS],
  ["one firm and what belongs to it", "a firm", FIRM, ONE],
  ["their applications", "a firm", FIRM, APPLICATIONS],
  ["how many are where", "a firm", FIRM, COUNTS],
  ["one application and its receipts", "a firm", FIRM, CASE],
  ["their webhooks and what was sent", "a firm", FIRM, WEBHOOKS],
  ["their firms", "who acts for 1,000", ADVISER, FIRMS],
  ["their applications", "who acts for 1,000", ADVISER, APPLICATIONS],
  ["how many are where", "who acts for 1,000", ADVISER, COUNTS],
  ["its queue", "an agency", REVIEWER, APPLICATIONS],
  ["how many are where", "an agency", REVIEWER, COUNTS],
  ["its webhooks", "an agency", EDITOR, WEBHOOKS],
] as const;

await dropDatabase(values.postgres, DATABASE);
const url = await ensureDatabase(values.postgres, DATABASE);
const config = readConfig({
  NODE_ENV: "test",
  PORT: "0",
  AUTH_DEVELOPMENT: "1",
  DATABASE_URL: url,
  REQUESTS_A_MINUTE: "0",
});
const gateway = await startGateway({ config, log: createLog("error") });
const issuer = createDevelopmentIssuer(await developmentSeed(config), config.AUTH_AUDIENCE);

const [firm, application] = await connected(url, async (client) => {
  await addCalls(client);
  await addFirms(client, { mark: "own", owner: `'${FIRM.sub}'`, holder: "'somebody'", from: 0, to: 3 });
  await addFirms(client, { mark: "advised", owner: "'advised-' || g", holder: `'${ADVISER.sub}'`, from: 0, to: 1_000 });
  const { rows } = await client.query(
    "select business_id, id from application where business_id in (select id from business where owner = $1) limit 1",
    [FIRM.sub],
  );
  return [globalId("Business", rows[0].business_id), globalId("Application", rows[0].id)];
});

async function ask(who: (typeof ASKED)[number][2], query: string): Promise<number> {
  const headers = {
    "content-type": "application/json",
    authorization: `Bearer ${await issuer.token(who, new Date())}`,
  };
  const body = JSON.stringify({
    query,
    variables: { ...(query.includes("$firm") && { firm }), ...(query.includes("$application") && { application }) },
  });
  const begun = performance.now();
  const response = await fetch(`${gateway.url}/graphql`, { method: "POST", headers, body });
  const text = await response.text();
  if (text.includes('"errors"')) process.stderr.write(`${query}: ${text.slice(0, 300)}\n`);
  return performance.now() - begun;
}

const took: string[][] = ASKED.map(() => []);
let had = 0;
for (const size of values.sizes.split(",").map(Number)) {
  await connected(url, async (client) => {
    await addFirms(client, { mark: "crowd", owner: "'crowd-' || g", holder: "'other-' || g", from: had, to: size });
    await client.query("vacuum analyze");
  });
  had = size;
  for (const [at, [, , who, query]] of ASKED.entries()) {
    for (let warm = 0; warm < 3; warm += 1) await ask(who, query);
    const times: number[] = [];
    while (times.length < ROUNDS) times.push(await ask(who, query));
    took[at]?.push(median(times).toFixed(1));
  }
}
process.stdout.write(`${machine()}; medians of ${ROUNDS} in milliseconds\n\n`);
printTable(
  [
    "asked for",
    "by",
    ...values.sizes.split(",").map((size) => `${Number(size).toLocaleString("en-US")} firms of others`),
  ],
  ASKED.map(([what, who], at) => [what, who, ...(took[at] ?? [])]),
);
await gateway.close();
await dropDatabase(values.postgres, DATABASE);
