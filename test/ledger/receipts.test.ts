import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allSealed } from "../kit/all-sealed.js";
import { casesOf, type Who } from "../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { run } from "../kit/run-command.js";
import { urlOf } from "../kit/store.js";

const HEAD = "size root link sealedAt keyId signature";
const RECEIPTS = `query ($id: ID!) {
  ledgerReceipts(objectId: $id) {
    id role agency action from to objectVersion rules at actorCommitment commitment leaf
    proof { position path head { ${HEAD} } }
  }
}`;

let gateway: TestGateway;
let application: { id: string; version: number };
let folder: string;
let key: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  folder = await mkdtemp(join(tmpdir(), "receipts-"));
  const { registerFirm, openCall, recommended } = casesOf(gateway);
  application = await recommended((await openCall()).id, await registerFirm());
  const { ledgerKeys } = await gateway.read("{ ledgerKeys { id publicKey knownSince } }");
  key = ledgerKeys[0].publicKey;
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

const receiptsFor = (who: Who) => casesOf(gateway).as(who).ask(RECEIPTS, { id: application.id });

async function kept(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(content));
  return path;
}

describe("the receipts of an application", () => {
  it("are there at once, and proved once they are sealed", async () => {
    expect((await gateway.read(`{ ledgerHead { ${HEAD} } }`)).ledgerHead).toBeNull();
    const before = (await receiptsFor("rosa")).data.ledgerReceipts;
    expect(before.map(({ action, proof }: { action: string; proof: unknown }) => [action, proof])).toEqual([
      ["submit", null],
      ["recommend", null],
    ]);
    await allSealed(gateway);
    const { ledgerHead } = await gateway.read(`{ ledgerHead { ${HEAD} } }`);
    const sealed = (await receiptsFor("rosa")).data.ledgerReceipts;
    expect(sealed).toEqual(
      before.map((receipt: object) => ({ ...receipt, proof: expect.objectContaining({ head: ledgerHead }) })),
    );
  });

  it("are checked offline by the command, with a public key alone", async () => {
    const answer = await receiptsFor("rosa");
    const path = await kept("receipts.json", { data: answer.data });
    expect(await run("verify-ledger", ["--key", key, "--receipt", path])).toEqual({
      code: 0,
      said: expect.stringContaining("Todo está en orden. / All is in order."),
    });
    const [first, ...rest] = answer.data.ledgerReceipts;
    const bent = [
      [{ ...first, to: "approved" }, "fields"],
      [{ ...first, leaf: first.leaf.replace('"to":"submitted"', '"to":"approved"'), to: "approved" }, "proof"],
      [{ ...first, proof: { ...first.proof, position: first.proof.position + 1 } }, "proof"],
      [{ ...first, proof: { ...first.proof, head: { ...first.proof.head, size: 9 } } }, "signature"],
      [{ ...first, proof: null }, "waiting"],
      [{ leaf: 1 }, "unreadable"],
    ] as const;
    for (const [receipt, code] of bent) {
      const wrong = await kept("bent.json", [receipt, ...rest]);
      const { code: ended, said } = await run("verify-ledger", ["--key", key, "--receipt", wrong]);
      expect([ended, said]).toEqual([1, expect.stringMatching(new RegExp(`acuse 1: .* / receipt 1: .*\\[${code}\\]`))]);
    }
  }, 60_000);

  it("name nobody of the agency", async () => {
    const text = JSON.stringify((await receiptsFor("rosa")).data);
    for (const name of ["reviewer-1", "window-1", "Proyecto viable"]) expect(text).not.toContain(name);
  });

  it("are the same for everybody who may read it, and for nobody else there are none", async () => {
    const told = (await receiptsFor("rosa")).data;
    for (const who of ["editor", "approver", "auditor"] as const) expect((await receiptsFor(who)).data).toEqual(told);
    for (const who of ["stranger", "neighbour"] as const) {
      const { data, errors } = await receiptsFor(who);
      expect([who, data.ledgerReceipts, errors?.[0]?.extensions.code]).toEqual([who, null, "NOT_FOUND"]);
    }
  });
});

describe("the commands", () => {
  it("export all that is sealed and check it, a witness head and what is wrong with a copy", async () => {
    const file = join(folder, "ledger.ndjson");
    const DATABASE_URL = urlOf(gateway.store.address);
    expect(await run("export-ledger", ["--to", file], { DATABASE_URL })).toEqual({ code: 0, said: "" });
    expect((await run("export-ledger", ["--to", file], { DATABASE_URL })).code).toBe(1);
    const witness = await kept("witness.json", { data: await gateway.read(`{ ledgerHead { ${HEAD} } }`) });
    expect(await run("verify-ledger", ["--key", key, "--witness", witness, file])).toEqual({
      code: 0,
      said: "3 entradas, 1 sellos / entries, heads\nTodo está en orden. / All is in order.\n",
    });
    const other = Buffer.alloc(32, 1).toString("base64");
    expect((await run("verify-ledger", ["--key", `database:${other}`, file])).said).toContain("[key]");
    expect(await run("verify-ledger", [file])).toEqual({ code: 1, said: expect.stringContaining("Uso / Usage") });
  }, 60_000);
});

describe("a ledger that is not sealed for too long", () => {
  it("stops decisions with a 503 while reading goes on, and /readyz says so", async () => {
    const { as, ask, GRANT } = casesOf(gateway);
    const { id: applicationId, version } = application;
    const approve = () => ask("approver", "approveApplication", { applicationId, version, ...GRANT });
    await gateway.database.query(
      "insert into ledger_waiting (entry_id, since) select max(id), now() - interval '5 hours' from ledger_entry",
    );
    const { status, errors } = await approve();
    expect([status, errors?.[0]?.extensions.code]).toEqual([503, "UNAVAILABLE"]);
    expect((await as("rosa").ask("{ applications { totalCount } }")).status).toBe(200);
    const ready = await fetch(`${gateway.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: "ok", decisions: "stopped: the ledger is not sealed" },
    ]);
    await gateway.database.query("delete from ledger_waiting");
    expect((await approve()).status).toBe(200);
    expect(await (await fetch(`${gateway.url}/readyz`)).json()).toEqual({ status: "ok" });
  });
});
