import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { EXCEPTIONS, isPermissive } from "./licences.js";
import { runtime } from "./lock.js";

describe("the licences of what runs with the gateway", () => {
  it("are permissive, each of them, or excepted by name with a reason", () => {
    const refused = runtime.filter(
      ({ name, license }) => !isPermissive(license) && EXCEPTIONS[name]?.licence !== license,
    );
    expect(refused.map(({ path, license }) => `${path}: ${license}`)).toEqual([]);
  });

  it("have no exception that nothing needs", () => {
    for (const [name, { licence }] of Object.entries(EXCEPTIONS)) {
      expect(runtime).toContainEqual(expect.objectContaining({ name, license: licence }));
    }
  });

  it("are those that the installed packages give themselves", () => {
    let seen = 0;
    for (const { path, license } of runtime) {
      const file = join(PACKAGE_ROOT, path, "package.json");
      if (!existsSync(file)) continue; // for another machine
      const own = JSON.parse(readFileSync(file, "utf8")).license;
      expect([path, typeof own === "object" ? own.type : own]).toEqual([path, license]);
      seen += 1;
    }
    expect(seen).toBeGreaterThan(300);
  });

  it.each([
    ["MIT", true],
    ["(MIT AND BSD-3-Clause)", true],
    ["(GPL-3.0-only OR MIT)", true],
    ["MIT AND GPL-3.0-only", false],
    ["LGPL-3.0-or-later", false],
    ["AGPL-3.0-only OR SSPL-1.0", false],
    ["((MIT))) OR GPL-3.0-only", false],
    ["SEE LICENSE IN LICENSE", false],
    [undefined, false],
  ])("are read as they are meant: %s", (expression, permissive) => {
    expect(isPermissive(expression)).toBe(permissive);
  });
});
