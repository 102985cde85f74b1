import { entryOf, MOVE_CODES } from "../../src/applications/lifecycle/moves.js";
import { STATE_CODES } from "../../src/applications/lifecycle/states.js";
import { EVERYBODY, PEOPLE, type Person } from "./people.js";
import { becomeCaller, openSqlWorld, type SqlWorld, STATEMENTS } from "./sql-world.js";

let world: SqlWorld;
beforeAll(async () => {
  world = await openSqlWorld();
});
afterAll(() => world.close());

describe("the store, asked by itself in a caller's name", () => {
  it.each(STATEMENTS.map((statement) => [`${statement.table}: ${statement.says}`, statement] as const))(
    "is used by whoever may and by nobody else: %s",
    async (_, statement) => {
      const done: Person[] = [];
      for (const person of EVERYBODY) if (await world.does(statement, person)) done.push(person);
      expect(done).toEqual(EVERYBODY.filter((person) => statement.may.includes(person)));
    },
  );

  it("gives callers no table but those that are bound by policies, and those only by statements tried here", async () => {
    const { rows } = await world.client.query<{ name: string; bound: boolean }>(
      `select c.relname as name, c.relrowsecurity as bound from pg_class c
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
          and has_any_column_privilege('ventanilla_caller', c.oid, 'select, insert, update') order by 1`,
    );
    expect(rows.filter(({ bound }) => !bound)).toEqual([]);
    expect(rows.map(({ name }) => name)).toEqual([...new Set(STATEMENTS.map(({ table }) => table))].sort());
  });

  it("lends its own rights by these functions alone, and lets nobody call the others", async () => {
    const { rows } = await world.client.query<{ name: string; called: boolean }>(
      `select proname as name, has_function_privilege('ventanilla_caller', oid, 'execute') and prorettype <> 'trigger'::regtype as called
         from pg_proc where pronamespace = 'public'::regnamespace and prosecdef order by 1`,
    );
    expect(rows).toEqual([
      { name: "acts_for", called: true },
      { name: "endpoints_of", called: true },
      { name: "firms_of", called: true },
      { name: "forget_applications", called: true },
      { name: "is_document_of", called: true },
      { name: "ledger_entry_waits", called: false },
      { name: "ledger_receipts", called: true },
      { name: "ledger_revision_receipts", called: true },
      { name: "may_publish", called: true },
      { name: "may_publish_call", called: true },
      { name: "owns_firm", called: true },
      { name: "owns_source", called: true },
      { name: "program_results", called: true },
      { name: "publishing_agencies", called: true },
      { name: "release_award", called: false },
      { name: "requested_of_calls", called: true },
      { name: "take_request", called: true },
      { name: "waiting_places", called: true },
    ]);
  });

  it("forgets the words of suppressed applications alone, and only for the owner of the firm", async () => {
    const one = world.cases["handed in"];
    const left = (person: Person, suppressed: boolean) =>
      world.undone(async () => {
        if (suppressed) await world.client.query("update application set suppressed_at = now()");
        await becomeCaller(world.client, PEOPLE[person](one));
        await world.client.query("select forget_applications($1)", [[one.application]]);
        await world.client.query("reset role");
        const { rows } = await world.client.query("select from application_message where application_id = $1", [
          one.application,
        ]);
        return rows.length;
      });
    for (const person of EVERYBODY)
      expect([person, await left(person, true)]).toEqual([person, person === "owner" ? 0 : 2]);
    expect(await left("owner", false)).toBe(2);
  });

  it.each([
    ["owner", "business"],
    ["mandate to apply", "business"],
    ["editor", "agency_editor"],
    ["reviewer", "agency_reviewer"],
    ["approver", "agency_approver"],
    ["service", "service"],
    ["auditor", "auditor"],
    ["administrator", "administrator"],
    ["nobody", "anonymous"],
  ] as const)(
    "lets an application be moved by the %s as the table of moves says, from each state into each",
    async (person, role) => {
      const moves = MOVE_CODES.map(entryOf).filter(({ by }) => by.includes(role));
      const told = moves.flatMap(({ from, to }) => from.map((state) => `${state} > ${to}`));
      expect(await movesOf(person)).toEqual([...new Set(told)].filter((move) => !isStill(move)).sort());
    },
  );
});

const isStill = (move: string) => new Set(move.split(" > ")).size === 1;

/** Every pair of states that somebody can bring an application from and into, by statements alone. */
function movesOf(person: Person): Promise<readonly string[]> {
  const one = world.cases["handed in"];
  return world.undone(async () => {
    await world.client.query(`create function pg_temp.moves(app uuid, states text[]) returns text[] language plpgsql as $$
      declare before text; after text; done text[] := '{}';
      begin
        foreach before in array states loop
          update application set state = before, signed_by_applicant = 'x', signed_by_agency = 'x' where id = app;
          foreach after in array states loop
            begin
              continue when before = after;
              perform set_config('role', 'ventanilla_caller', true);
              update application set state = after where id = app;
              if found then done := done || (before || ' > ' || after); end if;
              raise exception using errcode = 'P0001';
            exception when raise_exception or insufficient_privilege then null;
            end;
          end loop;
        end loop;
        return done;
      end $$`);
    await becomeCaller(world.client, PEOPLE[person](one));
    await world.client.query("reset role");
    const { rows } = await world.client.query<{ moves: string[] }>("select pg_temp.moves($1, $2) as moves", [
      one.application,
      STATE_CODES,
    ]);
    return rows[0]!.moves.sort();
  });
}
