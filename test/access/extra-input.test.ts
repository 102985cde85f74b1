import { startTestGateway } from "../kit/gateway.js";
import { CELLS } from "./cells.js";
import { changed, digestsOf } from "./digests.js";
import { askWithMore, casesOf } from "./play.js";
import { RIGHTS } from "./who-may.js";

/** What nobody is asked for, because it is not theirs to say: whose a thing is, how it stands, who decided, which key it gets. */
const NOT_THEIRS = {
  id: "0197a000-0000-7000-8000-000000000000",
  status: "APPROVED",
  state: "APPROVED",
  agencyId: "another",
  agencySlug: "another",
  owner: "somebody",
  approvedBy: "somebody",
  folio: "VU-2026-0000001",
  grantedBy: "somebody",
};

it("takes no more from a command than the schema names: each other word is refused, and nothing is written", async () => {
  const gateway = await startTestGateway();
  const mutations = RIGHTS.map(({ field }) => field).filter((field) => field.startsWith("Mutation."));
  const cells = mutations.map((field) => CELLS.find((cell) => cell.field === field && cell.told === "does it")!);
  const cases = await casesOf(gateway, cells);
  const before = await digestsOf(gateway.database, cases);
  const taken: string[] = [];
  for (const [at, cell] of cells.entries()) {
    for (const [word, value] of Object.entries(NOT_THEIRS)) {
      // To revoke a key, its id is what one names.
      if (cell.field === "Mutation.revokeApiKey" && word === "id") continue;
      const { errors } = JSON.parse(await askWithMore(gateway, cell, cases[at]!, { [word]: value }));
      if (errors?.[0]?.extensions?.code !== "BAD_USER_INPUT") taken.push(`${cell.field} takes ${word}`);
    }
  }
  expect(taken).toEqual([]);
  const after = await digestsOf(gateway.database, cases);
  expect(cells.filter((_, at) => changed(before[at]!, after[at]!) !== "")).toEqual([]);
  expect(cells.length).toBeGreaterThan(35);
  await gateway.close();
});
