import { EVERYBODY } from "./people.js";
import { openSqlWorld, type SqlWorld, STATEMENTS } from "./sql-world.js";

interface PolicyRow {
  readonly table: string;
  readonly name: string;
  readonly command: string;
  readonly permissive: boolean;
  readonly always: boolean;
}

let world: SqlWorld;
let policies: readonly PolicyRow[];
let triggers: readonly { readonly table: string; readonly name: string }[];
beforeAll(async () => {
  world = await openSqlWorld();
  const listed = await world.client.query<PolicyRow>(
    `select tablename as table, policyname as name, cmd as command, permissive = 'PERMISSIVE' as permissive,
            coalesce(qual, 'true') = 'true' and coalesce(with_check, 'true') = 'true' as always
       from pg_policies where schemaname = 'public' order by 1, 2`,
  );
  policies = listed.rows;
  const fired = await world.client.query(
    `select tgrelid::regclass::text as table, tgname as name from pg_trigger
      where not tgisinternal and tgrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)`,
  );
  triggers = fired.rows;
});
afterAll(() => world.close());

/** These hold the store's own role too. */
const KEEPING = ["append_only", "not_yet_old"];
const SILENT = [
  "outbox_event_added",
  "superseding",
  "entry_waits",
  "mark_revision",
  "adding_members",
  "removing_members",
];

describe("row-level security, one policy after another taken away", () => {
  it("takes something from somebody with each policy that is dropped, or gives it where the policy held back", async () => {
    const idle: string[] = [];
    for (const policy of policies) {
      const felt = await world.undone(async () => {
        await world.client.query(`drop policy ${policy.name} on ${policy.table}`);
        return someoneElse(policy.table, policy.permissive ? "may" : "may not");
      });
      if (felt === undefined) idle.push(`${policy.table}.${policy.name}`);
    }
    expect(idle).toEqual([]);
    expect(policies.length).toBeGreaterThan(30);
  });

  it("gives what is another's away with each policy that lets everything through instead", async () => {
    const idle: string[] = [];
    for (const { table, name, command, always } of policies.filter(({ permissive }) => permissive)) {
      if (always) continue;
      const leaked = await world.undone(async () => {
        const check = command === "SELECT" || command === "DELETE" ? "" : "with check (true)";
        const using = command === "INSERT" ? "" : "using (true)";
        await world.client.query(`drop policy ${name} on ${table}`);
        await world.client.query(
          `create policy ${name} on ${table} for ${command} to ventanilla_caller ${using} ${check}`,
        );
        return someoneElse(table, "may not");
      });
      if (leaked === undefined) idle.push(`${table}.${name}`);
    }
    expect(idle).toEqual([]);
  });

  it("has no trigger that could go unnoticed", async () => {
    const idle: string[] = [];
    for (const { table, name } of triggers) {
      // These wake the outbox, note a transaction, have entries wait to be sealed, tell of a revision and list programs; they have no say in who may do what.
      if (SILENT.includes(name)) continue;
      const felt = await world.undone(async () => {
        await world.client.query(`drop trigger ${name} on ${table}`);
        if (KEEPING.includes(name)) return rewrites(table);
        return name === "release_award" ? someoneElse("call", "may") : someoneElse(table, "may not");
      });
      if (!felt) idle.push(`${table}.${name}`);
    }
    expect(idle).toEqual([]);
    const kept = ["ledger_entry", "ledger_place", "ledger_node", "ledger_head", "ledger_key", "access_log"];
    for (const table of kept) expect([table, await rewrites(table)]).toEqual([table, false]);
    expect([...new Set(triggers.map(({ name }) => name))].sort()).toEqual(
      [
        "mark_revision",
        "adding_members",
        "removing_members",
        "append_only",
        "entry_waits",
        "guard_grant",
        "guard_parts",
        "guard_revision",
        "guard_state",
        "not_yet_old",
        "outbox_event_added",
        "release_award",
        "superseding",
      ].sort(),
    );
  });
});

/** The first to whom a table now answers otherwise than it should, among those who may or those who may not. */
async function someoneElse(table: string, who: "may" | "may not"): Promise<string | undefined> {
  for (const statement of STATEMENTS.filter((one) => one.table === table)) {
    for (const person of EVERYBODY.filter((one) => statement.may.includes(one) === (who === "may"))) {
      if ((await world.does(statement, person)) !== (who === "may")) return `${person} ${statement.says}`;
    }
  }
  return undefined;
}

/** Whether the store's own role, which no policy binds, can rewrite a table. */
async function rewrites(table: string): Promise<boolean> {
  const attempts = [`update ${table} set actor = 'x'`, `delete from ${table}`, `truncate ${table} cascade`].map(
    (sql) => () =>
      world.undone(() =>
        world.client.query(sql).then(
          () => true,
          () => false,
        ),
      ),
  );
  const done: boolean[] = [];
  for (const attempt of attempts) done.push(await attempt());
  return done.some(Boolean);
}
