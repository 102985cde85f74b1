import fc from "fast-check";
import { sqlText } from "../../src/platform/telemetry/sql-text.js";

const shown = (sql: string) => sqlText(sql).text;

describe("a statement as it is shown", () => {
  it.each([
    ["select a from t where b = $1 and c = any($12::text[])", "select a from t where b = $1 and c = any($12::text[])"],
    ["select 'secret', 42, -1.5e3 from t2 limit 10", "select ?, ?, -? from t2 limit ?"],
    ["select 'it''s secret' || x1", "select ? || x1"],
    [String.raw`select e'a\'secret' , b`, "select ? , b"],
    [String.raw`select 'a\' , secret`, "select ? , secret"],
    ["select $$secret$$, $x$secret $$ secret$x$, $1", "select ?, ?, $1"],
    ["select a -- don't tell\n from t where b = 'secret'", "select a from t where b = ?"],
    ["select /* isn't */ a, 'secret'", "select a, ?"],
    [`select "it's", 'secret', "t1"."c2"`, `select "it's", ?, "t1"."c2"`],
    ["select 'never closed secret", "select ?"],
    ["set local statement_timeout = 0", "set local statement_timeout = ?"],
  ])("has no value in it: %s", (sql, expected) => {
    expect(shown(sql)).toBe(expected);
  });

  it("has no value in it, whatever stands around it", () => {
    const filler = fc.constantFrom(
      "",
      " ",
      "a1",
      `"q'x"`,
      "-- it's\n",
      "/* ' */",
      "'x'",
      "e'\\''",
      "$$'$$",
      "$1",
      ", ",
      "1.5",
    );
    fc.assert(
      fc.property(fc.array(filler), fc.array(filler), (before, after) => {
        const sql = `select ${before.join(" ")} , 'CANARY'  , 98765 ${after.join(" ")}`;
        expect(shown(sql)).not.toMatch(/CANARY|98765/);
      }),
    );
  });

  it("is told by what it does to which table", () => {
    expect(sqlText("select a from program_version v").summary).toBe("select program_version");
    expect(sqlText('insert into "outbox_event" (a) values ($1)').summary).toBe("insert outbox_event");
    expect(sqlText("vacuum").verb).toBe("other");
  });
});
