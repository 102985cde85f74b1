import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allSealed } from "../kit/all-sealed.js";
import { casesOf } from "../kit/case-file.js";
import { startTestGateway } from "../kit/gateway.js";
import { run } from "../kit/run-command.js";
import { createTestDatabase, urlOf } from "../kit/store.js";

describe("the key that signs the ledger", () => {
  it("is changed by a restart with the new one alone, and all is checked with both public keys, or found wanting with one", async () => {
    const store = await createTestDatabase();
    const folder = await mkdtemp(join(tmpdir(), "new-key-"));
    const [old, fresh] = ["2026-11", "2027-01"].map((name) => `${name}:${randomBytes(32).toString("base64")}`);
    const decideWith = async (LEDGER_KEYS = "") => {
      const gateway = await startTestGateway({ LEDGER_KEYS }, { store });
      const { openCall, registerFirm, submitted } = casesOf(gateway);
      await submitted((await openCall()).id, await registerFirm());
      await allSealed(gateway);
      const { ledgerHead, ledgerKeys } = await gateway.read("{ ledgerHead { keyId } ledgerKeys { id publicKey } }");
      await gateway.close();
      return { signedBy: ledgerHead.keyId as string, keys: ledgerKeys as { id: string; publicKey: string }[] };
    };
    expect((await decideWith(old)).signedBy).toBe("2026-11");
    const { signedBy, keys } = await decideWith(fresh);
    expect(signedBy).toBe("2027-01");

    const file = join(folder, "ledger.ndjson");
    await run("export-ledger", ["--to", file], { DATABASE_URL: urlOf(store.address) });
    const trusted = (...names: readonly string[]) =>
      names.flatMap((name) => ["--key", `${name}:${keys.find(({ id }) => id === name)?.publicKey}`]);
    expect((await run("verify-ledger", [...trusted("2026-11", "2027-01"), file])).code).toBe(0);
    expect((await run("verify-ledger", [...trusted("2027-01"), file])).code).toBe(1);
    const renamed = `2026-11:${(fresh ?? "").slice("2027-01:".length)}`;
    await expect(startTestGateway({ LEDGER_KEYS: renamed }, { store })).rejects.toThrow(/LEDGER_KEYS/);
    await rm(folder, { recursive: true });
    await store.drop();
  }, 60_000);
});
