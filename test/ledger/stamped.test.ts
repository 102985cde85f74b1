import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allSealed } from "../kit/all-sealed.js";
import { casesOf } from "../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { run } from "../kit/run-command.js";
import { urlOf } from "../kit/store.js";
import { Authority, send, startTsa, type Tsa } from "../kit/tsa.js";

let authority: Authority;
let tsa: Tsa;
let folder: string;
let gateway: TestGateway;
let key: string;
let now = new Date();
let down = false;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stamped-"));
  authority = await Authority.make();
  const signer = await authority.issue("sellos", "stamps");
  tsa = await startTsa(async (query, response) => {
    if (down) response.writeHead(503).end();
    else send(response, await authority.reply(query, signer));
  });
  gateway = await startTestGateway(
    {
      LEDGER_HEADS_DIR: join(folder, "heads"),
      LEDGER_STAMP_URL: tsa.url,
      LEDGER_STAMP_CA: authority.root.pem,
      LEDGER_STAMP_ALLOW_LOOPBACK: "1",
    },
    { now: () => now },
  );
  key = (await gateway.read("{ ledgerKeys { publicKey } }")).ledgerKeys[0].publicKey;
}, 60_000);
afterAll(async () => {
  await gateway.close();
  await tsa.close();
  await authority.remove();
  await rm(folder, { recursive: true });
});

const ready = async () => (await fetch(`${gateway.url}/readyz`)).json();

async function exported(name: string): Promise<string> {
  const file = join(folder, name);
  const DATABASE_URL = urlOf(gateway.store.address);
  expect(await run("export-ledger", ["--to", file], { DATABASE_URL })).toEqual({ code: 0, said: "" });
  return file;
}

describe("a gateway with a service of time stamps", () => {
  it("goes on deciding and sealing while that is down, and /readyz says so once it is for too long", async () => {
    const { openCall, registerFirm, submitted } = casesOf(gateway);
    down = true;
    await submitted((await openCall()).id, await registerFirm());
    await allSealed(gateway);
    expect((await gateway.read("{ ledgerHead { size } }")).ledgerHead.size).toBeGreaterThan(0);
    expect(await ready()).toEqual({ status: "ok" });
    now = new Date(now.getTime() + 25 * 3_600_000);
    expect(await ready()).toEqual({ status: "ok", stamps: "late: heads of the ledger have no time stamp" });
    expect(await run("verify-ledger", ["--key", key, await exported("unstamped.ndjson")])).toMatchObject({
      code: 0,
      said: expect.not.stringContaining("sello de tiempo"),
    });
    down = false;
    await allSealed(gateway);
    expect(await ready()).toEqual({ status: "ok" });
  }, 60_000);

  it("has them checked by the command, up to an authority, and says how many heads are stamped", async () => {
    const file = await exported("stamped.ndjson");
    const stamped = expect.stringMatching(/1 sellos con sello de tiempo; \d+ entradas .* \/ heads with a time stamp/);
    for (const more of [[], ["--stamp-ca", authority.root.pem]]) {
      expect(await run("verify-ledger", ["--key", key, ...more, file])).toEqual({ code: 0, said: stamped });
    }
    const other = await Authority.make();
    const { code, said } = await run("verify-ledger", ["--key", key, "--stamp-ca", other.root.pem, file]);
    expect([code, said]).toEqual([1, expect.stringMatching(/sello de tiempo \d+: .* \/ time stamp \d+: .*\[stamp\]/)]);
    await other.remove();
    const none = await run("verify-ledger", ["--key", key, "--stamp-ca", file, file]);
    expect(none).toEqual({ code: 1, said: expect.stringContaining("there are no PEM certificates") });
  }, 60_000);

  it("keeps no name of anybody in what it sends out", async () => {
    const sent = Buffer.concat(tsa.asked).toString("latin1");
    for (const name of ["rosa", "window-1", "Bordados", "ichmujer"]) expect(sent).not.toContain(name);
    expect(Math.max(...tsa.asked.map(({ length }) => length))).toBeLessThan(100);
  });
});
