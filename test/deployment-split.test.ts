import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig, SETTINGS } from "../src/config.js";
import { describeModules } from "../src/house/modules.js";
import { PACKAGE_ROOT } from "../src/platform/package-root.js";
import { subgraphPath } from "../src/split/subgraphs.js";
import { readCompose } from "./kit/compose.js";

// As test/deployment.test.ts does, this asks of the file what an engine would; test/long/replicas.long.test.ts runs what it describes.

const SUBGRAPHS = ["programs", "eligibility", "rest"] as const;
const OURS = ["router", ...SUBGRAPHS] as const;
/** What the router decides by itself: whom it lets in, what may be asked, what is kept, and who watches it. */
const ROUTERS =
  /^(ANSWERS|DOCUMENTS|METRICS|OTEL)(_|$)|^(REQUESTS_A_MINUTE|OPERATIONS_AT_ONCE|LONGEST_WAIT_MS|TRUSTED_PROXIES|CLOSING_NOTICE_MS|SLOW_OPERATION_MS)$/;
const { name, services, volumes, networks } = readCompose<(typeof OURS)[number] | "postgres" | "redis">(
  "docker-compose.split.yml",
);
const whole = readCompose<"gateway" | "postgres" | "redis">("docker-compose.yml");
const manifest = JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8"));

describe("the compose file of the split form", () => {
  it("has the stores of the other file, and its volumes, so that one may be changed for the other", () => {
    expect(Object.keys(services)).toEqual([...OURS, "postgres", "redis"]);
    expect({ postgres: services.postgres, redis: services.redis }).toEqual({
      postgres: whole.services.postgres,
      redis: whole.services.redis,
    });
    expect({ name, volumes }).toEqual({ name: whole.name, volumes: whole.volumes });
  });

  it("runs each module in one service, programs and eligibility as two replicas", async () => {
    const modules = (await describeModules()).map((module) => module.name);
    const run = SUBGRAPHS.flatMap((service) => services[service].command?.slice(2) ?? []);
    expect([...run].sort()).toEqual([...modules].sort());
    const replicas = SUBGRAPHS.map((service) => services[service].deploy?.replicas ?? 1);
    expect(replicas).toEqual([2, 2, 1]);
  });

  it("starts what `npm run subgraph` and `npm run federated` start", () => {
    const begun = (service: (typeof OURS)[number]) => services[service].command?.slice(0, 2).join(" ");
    for (const service of SUBGRAPHS) expect(begun(service)).toBe(manifest.scripts.subgraph);
    expect(begun("router")).toBe(manifest.scripts.federated);
  });

  it("tells the router where each module is", () => {
    const told = services.router.command?.slice(2) ?? [];
    const expected = SUBGRAPHS.flatMap((service) =>
      (services[service].command ?? [])
        .slice(2)
        .map((module) => `${module}=http://${service}:4000${subgraphPath(module)}`),
    );
    expect([...told].sort()).toEqual([...expected].sort());
  });

  it("gives subgraphs the settings of the whole gateway, and the router none of its secrets", () => {
    for (const service of SUBGRAPHS) expect(services[service].environment).toEqual(whole.services.gateway.environment);
    const { environment = {} } = services.router;
    for (const setting of Object.keys(environment)) expect(Object.keys(SETTINGS)).toContain(setting);
    expect(readConfig({ ...environment, NODE_ENV: "production" })).toMatchObject({ DATABASE_URL: undefined });
    const given = Object.entries(environment).filter(([setting]) => setting !== "LOG_LEVEL");
    expect(given).toEqual(
      Object.entries(whole.services.gateway.environment ?? {}).filter(([setting]) => ROUTERS.test(setting)),
    );
  });

  it("starts each when those it asks are healthy, and publishes the router alone, to this machine alone", () => {
    const healthy = (needed: readonly string[]) =>
      Object.fromEntries(needed.map((service) => [service, { condition: "service_healthy" }]));
    expect(services.router.depends_on).toEqual(healthy(SUBGRAPHS));
    for (const service of SUBGRAPHS) expect(services[service].depends_on).toEqual(healthy(["postgres", "redis"]));
    for (const { healthcheck } of Object.values(services)) expect(healthcheck?.test[0]).toBe("CMD");
    const published = Object.entries(services).flatMap(([service, { ports = [] }]) =>
      ports.map((port) => [service, port]),
    );
    expect(published).toEqual([["router", "127.0.0.1:4000:4000"]]);
  });

  it("keeps the stores from the router, and subgraphs from all but the router", () => {
    expect(networks).toMatchObject({ subgraphs: { internal: true }, stores: { internal: true } });
    expect(services.router.networks).toEqual(["public", "subgraphs"]);
    for (const service of SUBGRAPHS) expect(services[service].networks).toEqual(["out", "subgraphs", "stores"]);
    const used = Object.values(services).flatMap((service) => service.networks ?? []);
    expect(new Set(used)).toEqual(new Set(Object.keys(networks)));
  });
});
