import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { freePort } from "../kit/free-port.js";

const run = promisify(execFile);

/** The suite as its authors published it, and the digest of that file. */
const PACKAGE = "@apollo/federation-subgraph-compatibility-tests@1.2.1";
const SHA512 = "aR8+SS8lgMa+DEc1Gjn7d1IeqJGxegfwdFhDiF2eT6T0fGujCYEgJQXqPKMXRViIiFtoqxGktvpjJmILrC5coA==";

/**
 * Fetches the suite's package alone, without what it depends on: its checks need nothing of that but jest, which is here, and its
 * way of starting things would fetch a router as a binary.
 */
export async function fetchSuite(): Promise<string> {
  const folder = join(tmpdir(), `ventanilla-compatibility-${process.pid}`);
  await mkdir(folder, { recursive: true });
  const { stdout } = await run("npm", ["pack", PACKAGE, "--silent", "--pack-destination", folder]);
  const file = join(folder, stdout.trim());
  const digest = createHash("sha512")
    .update(await readFile(file))
    .digest("base64");
  if (digest !== SHA512) throw new Error(`${PACKAGE} is not the file that was expected`);
  await run("tar", ["-xzf", file, "-C", folder]);
  return join(folder, "package");
}

/** Removes what `fetchSuite` fetched. */
export const removeSuite = (suite: string) => rm(join(suite, ".."), { recursive: true, force: true });

/** One of the suite's own two subgraphs, on a free port. */
export async function startTheirs(suite: string, name: "users" | "inventory") {
  const port = await freePort();
  const child = spawn(process.execPath, ["index.js"], {
    cwd: join(suite, "dist/subgraphs", name),
    env: { PATH: process.env.PATH ?? "", [`${name.toUpperCase()}_PORT`]: String(port) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout as NonNullable<typeof child.stdout>, "data");
  const sdl = await readFile(join(suite, "dist/subgraphs", name, `${name}.graphql`), "utf8");
  return { child: child as ChildProcess, part: { name, url: `http://localhost:${port}/`, sdl } };
}

export interface Check {
  readonly group: string;
  readonly title: string;
  readonly passed: boolean;
  readonly message: string;
}

interface JestResult {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Runs the suite's checks as they were published. */
export async function runChecks(suite: string, urls: { products: string; router: string }): Promise<readonly Check[]> {
  const ours = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const config = {
    rootDir: join(suite, "dist"),
    testMatch: ["<rootDir>/tests/*.test.js"],
    transform: {},
    moduleNameMapper: {
      "^make-fetch-happen$": ours("stand-ins/fetch.cjs"),
      "^(debug|execa)$": ours("stand-ins/nothing.cjs"),
      "^graphql$": join(PACKAGE_ROOT, "node_modules/graphql"),
    },
  };
  const [file, report] = [join(suite, "jest.config.json"), join(suite, "report.json")];
  await writeFile(file, JSON.stringify(config));
  const jest = join(PACKAGE_ROOT, "node_modules/jest/bin/jest.js");
  const env = { PATH: process.env.PATH ?? "", PRODUCTS_URL: urls.products, ROUTER_URL: urls.router };
  const args = [jest, "--ci", "--json", "--outputFile", report, "--config", file, "--runInBand"];
  // It ends with 1 where a check fails; which one is in the report.
  await run(process.execPath, args, { env, cwd: suite }).catch(() => {});
  const { testResults } = JSON.parse(await readFile(report, "utf8")) as JestResult;
  return testResults.flatMap(({ assertionResults, message }) => {
    if (assertionResults.length === 0) throw new Error(message);
    return assertionResults.map(({ ancestorTitles: [group], title, status, failureMessages }) => ({
      group: group ?? title,
      title,
      passed: status === "passed",
      message: failureMessages.join("\n"),
    }));
  });
}
