import { STATE_CODES } from "../../src/applications/lifecycle/states.js";
import { openSqlWorld, type SqlWorld } from "../access/sql-world.js";
import { heldBy } from "./lifecycle/budget.js";

let world: SqlWorld;
beforeAll(async () => {
  world = await openSqlWorld();
});
afterAll(() => world.close());

const AWARD = 30_000;
const PAID = 10_000;

describe("an award that ends", () => {
  it("gives back to the call what it no longer holds, from whichever state it comes into whichever it goes", async () => {
    const { client, cases } = world;
    const one = cases.awarded;
    for (const before of STATE_CODES) {
      for (const after of STATE_CODES) {
        const held = (state: (typeof STATE_CODES)[number]) => heldBy({ state, award: AWARD, paid: PAID });
        const granted = await world.undone(async () => {
          const move = "update application set state = $2, paid_cents = $3 where id = $1";
          await client.query(move, [one.application, before, PAID]);
          await client.query("update call set granted_cents = $2 where id = $1", [one.call, AWARD]);
          await client.query(move, [one.application, after, PAID]);
          const { rows } = await client.query("select granted_cents::int as granted from call where id = $1", [
            one.call,
          ]);
          return rows[0].granted;
        });
        const back = Math.max(0, held(before) - held(after));
        expect([before, after, granted]).toEqual([before, after, AWARD - back]);
      }
    }
  });
});
