import { AGENCY_ROLES } from "../../src/graph/identity/caller.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import type { Case } from "./cases.js";
import { CELLS, type Cell } from "./cells.js";
import { changed, digestsOf } from "./digests.js";
import { askAll, casesOf, type Played } from "./play.js";

// Calls and the catalog are public: there is nothing of them to hide, and what may be done with calls is among the rest.
const cells = CELLS.filter(({ about }) => about !== "catalog");
let gateway: TestGateway;
let cases: readonly Case[];
let before: readonly string[];
let after: readonly string[];
let played: readonly Played[];
beforeAll(async () => {
  gateway = await startTestGateway({}, { unguarded: true });
  cases = await casesOf(gateway, cells);
  before = await digestsOf(gateway.database, cases);
  played = await askAll(gateway, cells, cases);
  after = await digestsOf(gateway.database, cases);
}, 300_000);

const say = ({ field, role, relation }: Cell) => `${field} by ${role}, ${relation}`;

describe("a gateway that forgets every check of its own", () => {
  it("still shows nobody what is not theirs", () => {
    const tells = ({ body, one }: Played) =>
      [one.name, one.title, one.hookName].some((secret) => body.includes(secret));
    const foreign = played.filter(({ cell }) => cell.told === "as if it did not exist" || !sees(cell));
    expect(foreign.filter(tells).map(({ cell }) => say(cell))).toEqual([]);
    expect(played.filter(tells).length).toBeGreaterThan(0);
    expect(foreign.length).toBeGreaterThan(500);
  });

  it("still changes nothing for who may not change it, another's or their own", () => {
    const kept = cells.map((cell, at) => [cell, changed(before[at]!, after[at]!)] as const);
    const refused = kept.filter(([{ told }]) => told !== "does it");
    expect(refused.filter(([, tables]) => tables !== "").map(([cell, tables]) => `${say(cell)}: ${tables}`)).toEqual(
      [],
    );
    expect(refused.length).toBeGreaterThan(1_000);
  });

  it("does what may be done all the same", () => {
    const allowed = played.filter(({ cell }) => cell.told === "does it");
    expect(allowed.filter(({ told }) => told !== "does it").map(({ cell, told }) => `${say(cell)}: ${told}`)).toEqual(
      [],
    );
    const writes = cells.flatMap((cell, at) =>
      cell.told === "does it" && cell.field.startsWith("Mutation.") && before[at] === after[at] ? [say(cell)] : [],
    );
    // What these make belongs to no case yet.
    const makers = [
      "Mutation.registerBusiness",
      "Mutation.openCall",
      "Mutation.createApiKey",
      "Mutation.endAccess",
      "Mutation.draftRevision",
      "Mutation.importPrograms",
      "Mutation.rollBackRevision",
      "Mutation.delegatePublishing",
    ];
    expect(writes.filter((line) => !makers.includes(line.split(" ")[0]!))).toEqual([]);
  });
});

/** Whether somebody sees the thing at all, whatever they may do with it. */
function sees({ role, relation, about, told }: Cell): boolean {
  if (about === "webhooks" || about === "source") return told === "does it";
  if (about === "revision") return relation === "own" && (role === "auditor" || AGENCY_ROLES.includes(role));
  if (role === "business") return relation === "own" || relation.startsWith("mandate to");
  const agencys = about === "application" && relation === "own";
  return agencys && role !== "anonymous" && role !== "administrator";
}
