import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "redis";
import { PACKAGE_ROOT } from "../src/platform/package-root.js";
import { OF_THE_SUITE, SAID } from "./kit/canaries.js";
import { casesOf } from "./kit/case-file.js";
import { startTestGateway } from "./kit/gateway.js";
import { startOwnRedis } from "./kit/own-redis.js";
import { Notebook, type Page } from "./kit/watch/notebook.js";
import { lookThroughRedis } from "./kit/watch/redis.js";
import { lookThroughStore } from "./kit/watch/store.js";
import { verdictOf } from "./kit/watch/verdict.js";

/** A notebook of this file's own: what is planted here must not fail the run. */
function openNotebook() {
  const pages: Page[] = [];
  const notebook = new Notebook((page) => pages.push(page));
  const leaks = () => {
    notebook.flush();
    return pages.splice(0).flatMap(({ leaks: found }) => found);
  };
  return { notebook, leaks };
}

describe("the look through what all tests brought about", () => {
  it.each(OF_THE_SUITE)("finds %s as it is, in hexadecimal, in base64 and in an address", (canary) => {
    const { notebook, leaks } = openNotebook();
    for (const text of [
      canary,
      Buffer.from(canary).toString("hex"),
      Buffer.from(`{"from":"${canary}"}`).toString("base64"),
      encodeURIComponent(canary),
    ]) {
      notebook.look("line of a log", `{"level":30,"said":"${text}"}`);
      expect(leaks().length).toBeGreaterThan(0);
    }
    notebook.look("line of a log", '{"level":30,"said":"nothing"}');
    expect(leaks()).toEqual([]);
  });

  it("finds nothing where a firm told it and it is sealed, and names the table where it is not", async () => {
    const { notebook, leaks } = openNotebook();
    const gateway = await startTestGateway();
    const { draft, openCall, registerFirm } = casesOf(gateway);
    const { id } = await openCall();
    await draft(id, await registerFirm());
    await lookThroughStore(gateway.store.address, 0, notebook);
    expect(leaks()).toEqual([]);
    await gateway.database.query("update business set name = $1", [SAID.name]);
    await lookThroughStore(gateway.store.address, 0, notebook);
    expect(leaks()).toEqual([expect.stringMatching(/^table: business: .*Persona Canaria/)]);
    await gateway.database.query("update business set name = ''");
    await gateway.close();
  });

  it("finds what a Redis holds, in keys and in values of any kind", async () => {
    const { notebook, leaks } = openNotebook();
    const redis = await startOwnRedis();
    const client = createClient({ url: redis.url });
    await client.connect();
    await client.set("kept", `something else, and then ${SAID.phone} and much more after it`);
    await client.hSet("of", { person: SAID.name });
    await client.set(SAID.email, "x");
    await lookThroughRedis(redis.url, notebook);
    expect(leaks().toSorted()).toEqual([
      expect.stringContaining("value of Redis: canario.uno@"),
      expect.stringContaining("value of Redis: kept"),
      expect.stringContaining("value of Redis: of"),
    ]);
    await client.flushAll();
    client.destroy();
    await redis.kill();
  });

  it("is a fault of a whole run that looked nowhere, or of which no gateway was told anything", () => {
    const looked = {
      "line of a log": 1,
      "error body": 1,
      address: 1,
      table: 1,
      "value of Redis": 1,
      trace: 1,
      event: 1,
    };
    const page = (change: object) => `${JSON.stringify({ told: 1, looked, leaks: [], ...change })}\n`;
    expect(verdictOf(page({}), true).faults).toEqual([]);
    expect(verdictOf(page({ told: 0 }), true).faults).toEqual(["no gateway was told a canary"]);
    expect(verdictOf(page({ looked: { ...looked, trace: 0 } }), true).faults).toEqual(["no trace was looked at"]);
    expect(verdictOf("", false).faults).toEqual([]);
  });

  it.each([
    ["fails a run of tests that all pass", ["line of a log: Persona Canaria"], 1],
    ["lets one pass that has none", [], 0],
  ])("%s", async (_what, leaks, code) => {
    const folder = await mkdtemp(join(tmpdir(), "planted-"));
    const notes = await mkdtemp(join(tmpdir(), "planted-notes-"));
    await writeFile(join(folder, "passes.test.js"), 'it("passes", () => {});\n');
    await writeFile(join(notes, "pages"), `${JSON.stringify({ told: 1, looked: { table: 1 }, leaks })}\n`);
    const config = { rootDir: folder, globalTeardown: join(PACKAGE_ROOT, "test/kit/global-teardown.js") };
    const jest = spawn(
      process.execPath,
      [join(PACKAGE_ROOT, "node_modules/jest/bin/jest.js"), "--config", JSON.stringify(config), "--watchman=false"],
      { cwd: folder, env: { PATH: process.env.PATH, VENTANILLA_CANARY_PAGES: join(notes, "pages") } },
    );
    let said = "";
    for (const stream of [jest.stdout, jest.stderr]) stream.on("data", (text: Buffer) => (said += text));
    const [exit] = await once(jest, "exit");
    await rm(folder, { recursive: true });
    expect([exit, said.includes("a canary in a line of a log: Persona Canaria")]).toEqual([code, code === 1]);
  });
});
