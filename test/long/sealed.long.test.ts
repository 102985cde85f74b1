import { randomBytes } from "node:crypto";
import { createFieldCipher } from "../../src/platform/field-cipher.js";
import { onStore, resealCrowd } from "../businesses/reseal-crowd.js";
import { firmsOf } from "../kit/firms.js";
import { startTestGateway } from "../kit/gateway.js";

const key = (id: string) => ({ id, key: randomBytes(32) });

describe("what is sealed", () => {
  it("a million times over, one text under one key, has as many nonces", () => {
    const cipher = createFieldCipher([key("a")], randomBytes(32));
    const nonces = new Set<string>();
    const start = cipher.mark.length;
    for (let count = 0; count < 1_000_000; count += 1) {
      const sealed = cipher.seal({ table: "t", row: "r", column: "c" }, "x");
      nonces.add(sealed.toString("latin1", start, start + 12));
    }
    expect(nonces.size).toBe(1_000_000);
  }, 300_000);

  it("of 100,000 firms is sealed again while gateways run and firms change what they told", async () => {
    const [old, fresh] = [key("old"), key("new")];
    const setting = [fresh, old].map(({ id, key: bytes }) => `${id}:${bytes.toString("base64")}`).join(",");
    const gateway = await startTestGateway({ ENCRYPTION_KEYS: setting });
    const { register, done, firm } = firmsOf(gateway);
    const { id } = await register("rosa", { profile: { workers: 1 } });
    const seconds = await onStore(gateway.store, (database) =>
      resealCrowd(database, {
        count: 100_000,
        old,
        fresh,
        async meanwhile() {
          for (let version = 1; version <= 200; version += 1) {
            await done("rosa", "updateBusiness", { businessId: id, version, profile: { workers: version } });
          }
        },
      }),
    );
    process.stdout.write(`1,000,000 nonces, all different; 100,000 values sealed again in ${seconds} s\n`);
    expect((await firm("rosa", id)).facts).toMatchObject([{ fact: "workers", values: ["200"] }]);
    await gateway.close();
  }, 900_000);
});
