import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { Client, Pool } from "pg";
import { openDedicated } from "../../src/platform/dedicated-client.js";
import { createTestDatabase, type TestDatabase, urlOf } from "../kit/store.js";

describe("a connection of one's own", () => {
  let store: TestDatabase;
  beforeAll(async () => {
    store = await createTestDatabase();
  });
  afterAll(() => store.drop());

  it("is asked one thing after another, however much it is asked at once, and goes on after what fails", async () => {
    const pool = new Pool({ connectionString: urlOf(store.address) });
    const real = Client.prototype.query as (this: Client, sql: string) => Promise<unknown>;
    const under = { way: 0, most: 0 };
    Client.prototype.query = async function (this: Client, sql: string) {
      under.way += 1;
      under.most = Math.max(under.most, under.way);
      try {
        return await real.call(this, sql);
      } finally {
        under.way -= 1;
      }
    } as never;
    const client = await openDedicated(pool);
    const answers = await Promise.allSettled(
      ["select 1 as n from pg_sleep(0.05)", "select nothing", "select 2 as n"].map((sql) => client.query(sql)),
    );
    expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    client.release();
    await expect(client.query("select 1")).rejects.toThrow();
    Client.prototype.query = real as never;
    expect(under.most).toBe(1);
    await pool.end();
  });

  it("has the password of the pool's", async () => {
    // It asks whoever comes for their password, as PostgreSQL does, and then hangs up.
    const told: string[] = [];
    const server = createServer((socket) => {
      socket.once("data", () => socket.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3])));
      socket.on("data", (chunk) => {
        if (chunk[0] !== "p".charCodeAt(0)) return;
        told.push(chunk.subarray(5, -1).toString());
        socket.end();
      });
      socket.on("error", () => {});
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    const pool = new Pool({ host: "127.0.0.1", port, user: "somebody", password: "not-to-be-told", database: "any" });
    await expect(openDedicated(pool)).rejects.toThrow();
    expect(told).toEqual(["not-to-be-told"]);
    await pool.end();
    server.close();
  });
});
