import { createHash } from "node:crypto";
import { Writable } from "node:stream";
import { createLog } from "../../src/platform/log.js";
import { found, TELLING } from "../kit/canaries.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { countStatements } from "../kit/statements.js";

const lines: string[] = [];
const log = createLog(
  "info",
  new Writable({
    write(line, _encoding, done) {
      lines.push(String(line));
      done();
    },
  }),
);
const said = () => lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "slow operation");

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ SLOW_OPERATION_MS: "1" }, { log });
});
afterAll(() => gateway.close());
beforeEach(() => {
  lines.length = 0;
});

const DETAIL =
  "query Detalle($n: Int!) { programs(first: $n) { totalCount nodes { slug name requirements { text } } } }";

describe("a slow operation", () => {
  it("has one line that tells what it was and what it cost", async () => {
    await gateway.read("{ checkEligibility(profile: { workers: 3 }) { results(first: 1) { totalCount } } }");
    lines.length = 0;
    const statements = await countStatements(gateway.database, () => gateway.read(DETAIL, { n: 73 }));
    expect(said()).toHaveLength(1);
    const [line] = said();
    expect(line).toMatchObject({
      level: 40,
      operation: "Detalle",
      type: "query",
      statements,
      documentSha256: createHash("sha256").update(DETAIL).digest("hex"),
      caller: "anonymous",
      depth: 4,
    });
    expect(line.cost).toBeGreaterThan(73);
    expect(line.ms).toBeGreaterThan(0);
    expect(line.statementsMs).toBeLessThanOrEqual(line.ms + 1);
    expect(lines.join("")).not.toContain("73}");
  });

  it("tells the kind of its caller and no more of them", async () => {
    await gateway
      .as({ role: "business", sub: "somebody-in-particular" })
      .read("{ myBusinesses(first: 1) { totalCount } }");
    expect(said()).toMatchObject([{ caller: "firm", operation: "anonymous" }]);
    expect(lines.join("")).not.toContain("somebody-in-particular");
  });

  it("counts what each of several at once has cost, and not what the others have", async () => {
    const one = "query Una { ledgerHead { __typename } }";
    const two = "query Otra { ledgerHead { __typename } ledgerKeys { __typename } sources { key } }";
    for (const query of [one, two]) await gateway.read(query);
    const [few, more] = [
      await countStatements(gateway.database, () => gateway.read(one)),
      await countStatements(gateway.database, () => gateway.read(two)),
    ];
    expect([few > 0, more > few]).toEqual([true, true]);
    lines.length = 0;
    await Promise.all(Array.from({ length: 20 }, (_, at) => gateway.read(at % 2 === 0 ? one : two)));
    const counts = said().map(({ operation, statements }) => `${operation} ${statements}`);
    expect(new Set(counts)).toEqual(new Set([`Una ${few}`, `Otra ${more}`]));
  });

  it("is told without variables, literals and persons", async () => {
    for (const [query, variables] of TELLING) await gateway.ask(query, variables);
    expect(said().length).toBeGreaterThan(3);
    expect(found(lines.join(""))).toEqual([]);
    expect(lines.join("")).not.toContain("checkEligibility(");
  });

  it("is not told when it is not slow, nor when nobody wants to know", async () => {
    for (const SLOW_OPERATION_MS of ["600000", "0"]) {
      const quiet = await startTestGateway({ SLOW_OPERATION_MS }, { log });
      lines.length = 0;
      await quiet.read(DETAIL, { n: 5 });
      expect(said()).toEqual([]);
      await quiet.close();
    }
  });
});
