import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { type Locked, locked, manifest, runtime } from "./lock.js";

const REGISTRY = "https://registry.npmjs.org/";
const EXACT = /^\d+\.\d+\.\d+(-[\w.-]+)?$/;

/** A package that no machine installs but those of other kinds than the one that everything is tested on: Linux on x64, with glibc. */
function isForOtherMachines({ optional, cpu = ["x64"], os = ["linux"], libc = ["glibc"] }: Locked): boolean {
  return optional === true && !(cpu.includes("x64") && os.includes("linux") && libc.includes("glibc"));
}

const named = (packages: readonly Locked[]) => packages.map(({ path }) => path);

describe("package.json", () => {
  it("names one exact version of each dependency", () => {
    const ranges = Object.entries<string>({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(ranges.length).toBeGreaterThan(50);
    expect(ranges.filter(([, range]) => !EXACT.test(range))).toEqual([]);
  });

  it("says of every package with an install script whether it may run, and of no other", () => {
    const withScripts = new Set(locked.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name));
    expect(withScripts.size).toBeGreaterThan(5);
    expect(Object.keys(manifest.allowScripts).sort()).toEqual([...withScripts].sort());
  });
});

describe("package-lock.json", () => {
  it("takes every package from the public registry, over https, and none from git, a file or another address", () => {
    expect(locked.filter(({ resolved = REGISTRY }) => !resolved.startsWith(REGISTRY))).toEqual([]);
    expect(locked.filter((each) => "link" in each || "inBundle" in each || !EXACT.test(each.version))).toEqual([]);
    expect(readFileSync(join(PACKAGE_ROOT, ".npmrc"), "utf8")).not.toMatch(/registry\s*=\s*http/);
  });

  it("has the digest of every package that runs with the gateway", () => {
    expect(runtime.length).toBeGreaterThan(300);
    expect(named(runtime.filter(({ integrity }) => !integrity?.startsWith("sha512-")))).toEqual([]);
  });

  it("has the digest of every package for developing, but what only other kinds of machines install", () => {
    const without = locked.filter(({ integrity }) => !integrity?.startsWith("sha512-"));
    expect(named(without.filter((each) => !isForOtherMachines(each)))).toEqual([]);
  });
});
