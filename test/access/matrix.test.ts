import { describeSchema } from "../../src/gateway.js";
import { startTestGateway } from "../kit/gateway.js";
import { ASKS } from "./asks.js";
import { CELLS } from "./cells.js";
import { type Played, play } from "./play.js";
import { RIGHTS } from "./who-may.js";

let played: readonly Played[] = [];
beforeAll(async () => {
  const gateway = await startTestGateway();
  played = await play(gateway, CELLS);
}, 300_000);

describe("the table of who may do what", () => {
  // Nothing is subscribed to at /graphql: who hears of what is tried by test/applications/changes.test.ts and test/graph/stream.
  it("has a line for every root field of the window and for no other, and each can be asked, but for what is streamed", async () => {
    const schema = await describeSchema();
    const roots = [schema.getQueryType(), schema.getMutationType()]
      .filter((type) => type != null)
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
    expect(RIGHTS.map(({ field }) => field).sort()).toEqual(roots.sort());
    expect(Object.keys(ASKS).sort()).toEqual(roots);
  });

  it.each(RIGHTS.map(({ field }) => field))("is what the window does when asked for %s", (field) => {
    const answers = played.filter(({ cell }) => cell.field === field);
    const lines = (told: (one: Played) => string) =>
      answers.map((one) => `${one.cell.role}, ${one.cell.relation}: ${told(one)}`);
    expect(lines(({ told }) => told)).toEqual(lines(({ cell }) => cell.told));
    expect(new Set(answers.map(({ cell }) => cell.role)).size).toBe(8);
  });

  it("lets an answer tell of a firm only to whom the table lets see it", () => {
    const tells = ({ body, one }: Played) =>
      [one.name, one.title, one.hookName].some((secret) => body.includes(secret));
    expect(played.filter((one) => one.cell.told !== "does it" && tells(one)).map(({ cell }) => cell)).toEqual([]);
    expect(played.filter(tells).length).toBeGreaterThan(0);
  });

  it("tells who may never do a thing the same of every one, there or not", () => {
    const bodies = played
      .filter(({ cell, told }) => cell.told === told && (told === "FORBIDDEN" || told === "UNAUTHENTICATED"))
      .filter(({ cell }) => !RIGHTS.find(({ field }) => field === cell.field)?.roles[cell.role]);
    const byRole = Map.groupBy(bodies, ({ cell }) => `${cell.field} ${cell.role}`);
    expect([...byRole].filter(([, some]) => new Set(some.map(({ body }) => body)).size > 1)).toEqual([]);
    expect(byRole.size).toBeGreaterThan(200);
  });
});
