import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { readConfig } from "../../../src/config.js";
import { startGateway } from "../../../src/gateway.js";
import { createDevelopmentIssuer } from "../../../src/graph/identity/development-issuer.js";
import { createLog } from "../../../src/platform/log.js";
import { PACKAGE_ROOT } from "../../../src/platform/package-root.js";
import { secretInFile } from "../../../src/platform/secrets.js";
import { createTestDatabase, urlOf } from "../../kit/store.js";

const ANA = ["--role", "business", "--sub", "ana"];

/** What `npm run token` does, without building again. */
async function command(args: readonly string[], environment: Record<string, string>): Promise<string> {
  const program = join(PACKAGE_ROOT, "dist/src/cli/token.js");
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH, AUTH_DEVELOPMENT: "1", ...environment },
  });
  return stdout.trim();
}

async function statusFor(url: string, token: string): Promise<number> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: "{ states { code } }" }),
  });
  await response.text();
  return response.status;
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ventanilla-token-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("the command that makes tokens", () => {
  it("makes one for the gateway of a database, and for no other", async () => {
    const database = await createTestDatabase();
    const DATABASE_URL = urlOf(database.address);
    const config = readConfig({ NODE_ENV: "test", PORT: "0", DATABASE_URL, AUTH_DEVELOPMENT: "1" });
    const gateway = await startGateway({ config, log: createLog("silent") });
    const token = await command(["--role", "agency_editor", "--sub", "eva", "--agency", "inadem"], { DATABASE_URL });
    expect(await statusFor(gateway.url, token)).toBe(200);
    expect(await statusFor(gateway.url, await command(ANA, { DATA_DIR: folder }))).toBe(401);
    await gateway.close();
    await database.drop();
  });

  it("makes one for the built-in database before it has ever started and while it runs", async () => {
    const before = await command(ANA, { DATA_DIR: folder });
    const config = readConfig({ NODE_ENV: "test", PORT: "0", DATA_DIR: folder, AUTH_DEVELOPMENT: "1" });
    const gateway = await startGateway({ config, log: createLog("silent") });
    try {
      expect(await statusFor(gateway.url, before)).toBe(200);
      expect(await statusFor(gateway.url, await command(ANA, { DATA_DIR: folder }))).toBe(200);
    } finally {
      await gateway.close();
    }
  }, 60_000);

  it("says what is missing, and makes nothing", async () => {
    const wrong: [string[], Record<string, string>, RegExp][] = [
      [ANA, { AUTH_DEVELOPMENT: "0" }, /AUTH_DEVELOPMENT=1/],
      [ANA, { NODE_ENV: "production" }, /AUTH_DEVELOPMENT must not be 1/],
      [["--role", "service", "--sub", "ana"], {}, /--role/],
      [["--role", "toString", "--sub", "ana"], {}, /--role/],
      [["--role", "business"], {}, /--sub/],
      [[...ANA, "--agency", "inadem"], {}, /--agency/],
      [["--role", "agency_editor", "--sub", "eva"], {}, /--agency/],
      [[...ANA, "--hours", "2"], {}, /--hours/],
      [[...ANA, "--admin"], {}, /not known/],
    ];
    for (const [args, environment, said] of wrong) {
      await expect(command(args, { DATA_DIR: folder, ...environment })).rejects.toThrow(said);
    }
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("the seed of the development issuer", () => {
  it("is one for all that ask for it at once, and readable by its owner alone", async () => {
    const path = join(folder, "deep", "development-issuer.key");
    const seeds = await Promise.all(Array.from({ length: 8 }, () => secretInFile(path)));
    expect(new Set(seeds.map((seed) => seed.toString("hex"))).size).toBe(1);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, "deep"))).toEqual(["development-issuer.key"]);
  });

  it("makes the same key wherever it is, so that replicas take each other's tokens", async () => {
    const seed = await secretInFile(join(folder, "seed"));
    const [one, other] = [createDevelopmentIssuer(seed, "ventanilla"), createDevelopmentIssuer(seed, "ventanilla")];
    const now = new Date();
    expect(await one.token({ role: "auditor", sub: "leo" }, now)).toBe(
      await other.token({ role: "auditor", sub: "leo" }, now),
    );
  });
});
