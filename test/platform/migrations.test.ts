import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { MIGRATIONS } from "../../schema/migrations/index.js";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";

const FOLDER = join(PACKAGE_ROOT, "schema/migrations");
/** The last one from before gateways were exchanged while they run. What it and those before it did is done. */
const LAST_FREE = "20261128-catalog-revision";

/** What an old gateway could trip over: things gone, and things that must be so of which it does not know. */
const CONTRACTIONS: Readonly<Record<string, RegExp>> = {
  "takes something away": /\bdrop (?:table|column|function|type|view)\b/i,
  "renames something": /\brename\b/i,
  "changes a type": /\balter column \w+ (?:set data )?type\b/i,
  "demands a value": /\balter column \w+ set not null\b/i,
  "adds a column that must be filled in":
    /\badd column (?!if)(?:(?!,|\bdefault\b|\badd\b|\bgenerated\b).)*\bnot null\b(?!(?:(?!,).)*\bdefault\b)/i,
  "adds a rule to a table that is there":
    /\balter table [^;]*?\badd (?:constraint \w+ )?(?:check|unique|foreign key|exclude)\b/i,
  "takes a right away": /\brevoke (?!execute\b)/i,
};

/** How a migration says that no gateway is left that it could trip: "Contracts: since 20261202-…" names what expanded before. */
const SAYS_WHY = /\bContracts: since \d{8}-[a-z0-9-]+/;

function contractionsIn(source: string): string[] {
  const up = source.slice(source.indexOf("override up"), source.indexOf("override down"));
  const text = up.replace(/\s+/g, " ");
  return Object.entries(CONTRACTIONS).flatMap(([what, pattern]) => (pattern.test(text) ? [what] : []));
}

describe("each migration from now on", () => {
  it("only adds, so that gateways of before go on beside those of after it; or says since when nobody needs what it takes", async () => {
    const names = MIGRATIONS.map(({ name }) => name);
    const later = names.slice(names.indexOf(LAST_FREE) + 1);
    expect(names).toContain(LAST_FREE);
    const files = await readdir(FOLDER);
    const wrong = later.flatMap((name) => {
      const file = `migration-${name}.ts`;
      expect(files).toContain(file);
      const source = readFileSync(join(FOLDER, file), "utf8");
      return SAYS_WHY.test(source) ? [] : contractionsIn(source).map((what) => `${file} ${what}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe("the search for what an old gateway could trip over", () => {
  const up = (sql: string) =>
    `override up(): void { this.addSql(\`${sql}\`); } override down(): void { this.addSql("drop table x"); }`;

  it.each([
    ["alter table call drop column title", "takes something away"],
    ["alter table call rename column title to name", "renames something"],
    ["alter table call alter column title type varchar(9)", "changes a type"],
    ["alter table call alter column title set not null", "demands a value"],
    ["alter table call add column owner text not null", "adds a column that must be filled in"],
    ["alter table call add check (a is null)", "adds a rule to a table that is there"],
    ["alter table call add constraint one unique (a, b)", "adds a rule to a table that is there"],
    ["revoke select on call from ventanilla_caller", "takes a right away"],
  ])("finds: %s", (sql, what) => {
    expect(contractionsIn(up(sql))).toContain(what);
  });

  it.each([
    "create table x (a text not null, unique (a), check (a <> ''))",
    "alter table call add column title text",
    "alter table call add column mark uuid not null default gen_random_uuid()",
    "alter table call add column mark uuid default gen_random_uuid() not null",
    "create index call_mark on call (mark)",
    "revoke execute on function f() from public",
  ])("lets be: %s", (sql) => {
    expect(contractionsIn(up(sql))).toEqual([]);
  });

  it("finds the one check that kept older gateways from closing calls", () => {
    const source = readFileSync(join(FOLDER, "migration-20261128-revision-calls.ts"), "utf8");
    expect(contractionsIn(source)).toContain("adds a rule to a table that is there");
  });
});
