import { startTestGateway } from "../kit/gateway.js";
import { CELLS } from "./cells.js";
import { type Played, play } from "./play.js";
import { RIGHTS } from "./who-may.js";

let played: readonly Played[];
let bound: number;
beforeAll(async () => {
  const gateway = await startTestGateway();
  const { database } = gateway;
  const tables = await database.query<{ name: string }>(
    "select relname as name from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace",
  );
  bound = tables.length;
  for (const { name } of tables) await database.query(`alter table ${name} disable row level security`);
  played = await play(gateway, CELLS);
}, 300_000);

describe("a store without row-level security", () => {
  it("had some", () => expect(bound).toBeGreaterThan(12));

  it.each(RIGHTS.map(({ field }) => field))("leaves the gateway's own checks, which hold for %s", (field) => {
    const answers = played.filter(({ cell }) => cell.field === field);
    const lines = (told: (one: Played) => string) =>
      answers.map((one) => `${one.cell.role}, ${one.cell.relation}: ${told(one)}`);
    expect(lines(({ told }) => told)).toEqual(lines(({ cell }) => cell.told));
  });
});
