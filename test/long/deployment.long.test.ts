import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { chmod, chown, copyFile, cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { parse } from "yaml";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { createTestDatabase } from "../kit/store.js";

// Follows the Dockerfile as an engine would, in folders in place of containers, and runs what comes out.

const BUILDING = 300_000;
const RUNNING = 120_000;
/** "nobody" on Debian and most others: an account that exists, and that may write nothing we do not give it. */
const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0;
const account = asRoot ? { uid: NOBODY, gid: NOBODY } : {};

const read = (file: string) => readFileSync(join(PACKAGE_ROOT, file), "utf8");
const run = promisify(execFile);
const nodeFolder = dirname(process.execPath);

let folder: string;
let image: Image;
const running = new Map<ChildProcess, Promise<number | null>>();

interface Image {
  /** The folder it starts in. */
  readonly app: string;
  readonly environment: Record<string, string>;
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ventanilla-image-"));
  await chmod(folder, 0o755);
  await mkdir(join(folder, "bin"));
  await copyFile(process.execPath, join(folder, "bin/node")); // where every account reaches it
  image = await build(folder);
}, BUILDING);

afterAll(async () => {
  // What a test that failed left behind.
  for (const [child, ended] of running) {
    child.kill("SIGTERM");
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
}, RUNNING);

const databases = ["built-in", ...(process.env.TEST_DATABASE_URL ? ["given"] : [])];

it.each(databases)(
  "starts from the image alone, answers, and ends in order: %s PostgreSQL",
  async (kind) => {
    const data = join(folder, `data-${kind}`);
    await mkdir(data, { mode: 0o700 });
    if (asRoot) await chown(data, NOBODY, NOBODY);
    const database = kind === "given" ? await createTestDatabase({ empty: true }) : undefined;
    const given = database && "url" in database.address ? { DATABASE_URL: database.address.url } : {};
    // The loopback and a free port instead of the image's own: other programs share this machine.
    const gateway = await start({ DATA_DIR: data, HOST: "127.0.0.1", PORT: "0", ...given });
    try {
      const { origin, port } = new URL(gateway.url);
      for (const path of ["/livez", "/readyz"]) {
        const response = await fetch(origin + path);
        expect([path, response.status, await response.json()]).toEqual([path, 200, { status: "ok" }]);
      }
      const query = `{ programs(search: "credito", first: 1) { nodes { name slug } } }`;
      const headers = { "content-type": "application/json" };
      const response = await fetch(gateway.url, { method: "POST", headers, body: JSON.stringify({ query }) });
      expect(await response.json()).toEqual({
        data: { programs: { nodes: [{ name: expect.any(String), slug: expect.any(String) }] } },
      });

      const [, ...readiness] = parse(read("docker-compose.yml")).services.gateway.healthcheck.test as string[];
      for (const check of [image.healthCheck, readiness]) expect(await exitCodeOf(check, { PORT: port })).toBe(0);
      expect(await gateway.end()).toBe(0);
      for (const check of [image.healthCheck, readiness]) expect(await exitCodeOf(check, { PORT: port })).toBe(1);
    } finally {
      await gateway.end();
      await database?.drop();
    }
  },
  RUNNING,
);

/** Makes each stage in a folder of its own. The last one's RUN, which sets up the system around the program, is left out. */
async function build(under: string): Promise<Image> {
  const instructions = read("Dockerfile")
    .replace(/^#.*\n/gm, "")
    .replace(/\\\n/g, " ")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const last = instructions.findLastIndex((line) => line.startsWith("FROM "));
  const environment: Record<string, string> = {};
  const lists = new Map<string, string[]>();
  let root = under;
  let app = under;
  for (const [at, line] of instructions.entries()) {
    const [word = "", text = ""] = [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ")).trim()];
    if (word === "FROM") {
      root = join(under, text.slice(text.lastIndexOf(" ") + 1));
    } else if (word === "WORKDIR") {
      app = join(root, text);
      await mkdir(app, { recursive: true });
    } else if (word === "COPY") {
      const [, stage, paths = ""] = /^(?:--from=(\w+)\s+)?(.*)$/.exec(text) ?? [];
      const all = paths.split(/\s+/);
      const from = stage === undefined ? PACKAGE_ROOT : join(under, stage);
      for (const source of all.slice(0, -1)) {
        const name = all.at(-1)?.endsWith("/") ? basename(source) : "";
        await cp(join(from, source), join(app, all.at(-1) ?? "", name), { recursive: true, verbatimSymlinks: true });
      }
    } else if (word === "RUN" && at < last) {
      await runStep(text, app);
    } else if (word === "ENV") {
      environment[text.slice(0, text.indexOf("="))] = text.slice(text.indexOf("=") + 1);
    } else if (word === "CMD" || word === "HEALTHCHECK") {
      lists.set(word, JSON.parse(text.slice(text.indexOf("["))));
    }
  }
  return { app, environment, command: lists.get("CMD") ?? [], healthCheck: lists.get("HEALTHCHECK") ?? [] };
}

async function runStep(command: string, app: string): Promise<void> {
  if (/^npm ci\b(?!.*--omit=dev)/.test(command)) {
    // All of the packages are what the project has installed already.
    await symlink(join(PACKAGE_ROOT, "node_modules"), join(app, "node_modules"));
    return;
  }
  const env = { ...process.env, PATH: `${nodeFolder}:${process.env.PATH}`, npm_config_prefer_offline: "true" };
  await run("sh", ["-c", command], { cwd: app, env });
}

/** Nothing of our own environment, as in a container. */
function launch([program, ...args]: readonly string[], environment: Record<string, string>): ChildProcess {
  if (program !== "node") throw new Error(`the image starts ${program}, not node`);
  const env = { PATH: "/usr/bin:/bin", ...image.environment, ...environment };
  const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
  return spawn(join(folder, "bin/node"), args, { cwd: image.app, env, stdio, ...account });
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
}

async function exitCodeOf(command: readonly string[], environment: Record<string, string>): Promise<number | null> {
  const child = launch(command, environment);
  child.stdout?.resume();
  child.stderr?.resume();
  return exitOf(child);
}

/** Starts the image's command and waits until it says that it is ready. */
async function start(environment: Record<string, string>) {
  const child = launch(image.command, environment);
  const ended = exitOf(child);
  running.set(child, ended);
  let told = "";
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      told += text;
    });
    createInterface({ input: child.stdout! }).on("line", (line) => {
      told += `${line}\n`;
      const entry = JSON.parse(line) as { msg: string; url: string };
      if (entry.msg === "ready") resolve(entry.url);
    });
    ended.then((code) => reject(new Error(`ended with ${code} before it was ready:\n${told}`)), reject);
  });
  const end = () => {
    child.kill("SIGTERM");
    return ended;
  };
  return { url, end };
}
