import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { type Find, machinesIn, secretsIn } from "./secrets.js";

/** Every file that is kept, by git; without a repository, as in an unpacked archive, all but what is made from others. */
async function keptFiles(): Promise<readonly string[]> {
  try {
    const options = { cwd: PACKAGE_ROOT, encoding: "utf8" as const, maxBuffer: 64 * 1024 * 1024 };
    return execFileSync("git", ["ls-files", "-z"], options).split("\0").filter(Boolean);
  } catch {
    const made = /^(node_modules|dist|\.data|\.git|reports|\.stryker-tmp)(\/|$)|\.log$|^\.env$/;
    const all = await readdir(PACKAGE_ROOT, { recursive: true, withFileTypes: true });
    const files = all.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    return files.map((path) => path.slice(PACKAGE_ROOT.length).replace(/^\//, "")).filter((path) => !made.test(path));
  }
}

async function findsOf(search: (text: string) => readonly Find[]): Promise<readonly string[]> {
  const files = await keptFiles();
  expect(files.length).toBeGreaterThan(500);
  return files.flatMap((file) => {
    const text = readFileSync(join(PACKAGE_ROOT, file), "latin1");
    return search(text).map(({ kind, line }) => `${file}:${line} ${kind}`);
  });
}

const key = () => randomBytes(32).toString("base64");
const letters = (count: number) => randomBytes(count).toString("hex").slice(0, count);

describe("the files that are kept", () => {
  it("hold no key, token or password but the examples that are known", async () => {
    expect(await findsOf(secretsIn)).toEqual([]);
  });

  it("name no folder of the machine that they were written on", async () => {
    expect(await findsOf(machinesIn)).toEqual([]);
  });
});

describe("the search for secrets", () => {
  it.each([
    ["private key", `-----BEGIN ${"OPENSSH"} PRIVATE KEY-----`],
    ["private key", `-----BEGIN ${""}PRIVATE KEY-----`],
    ["key of Amazon", `AKIA${letters(16).toUpperCase()}`],
    ["secret of Amazon", `aws_secret_access_key = ${letters(40)}`],
    ["token of GitHub", `ghp_${letters(36)}`],
    ["token of npm", `npm_${letters(36)}`],
    ["token of Slack", `xoxb-${letters(24)}`],
    ["key of Google", `AIza${letters(35)}`],
    ["secret of a webhook", `whsec_${key()}`],
    ["signed token", `eyJ${letters(20)}.eyJ${letters(40)}.${letters(40)}`],
    ["named key", `ENCRYPTION_KEYS=2026-11:${key()}`],
    ["password in an address", `postgres://gateway:${letters(12)}@db.example.org/ventanilla`],
  ])("finds a %s, and says where without repeating it", (kind, secret) => {
    expect(secretsIn(`one\ntwo ${secret}\nthree`)).toContainEqual({ kind, line: 2 });
  });

  it("takes the folder of a person for what it is, and an address for none", () => {
    expect(machinesIn(`see /${"home"}/ana/ventanilla/`)).toHaveLength(1);
    expect(machinesIn("https://example.org/home/ana/x")).toEqual([]);
  });
});
