import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { INSTRUMENTS } from "../../src/platform/telemetry/instruments.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { liveADay, metricsOf } from "../kit/metrics.js";
import { reachableRedis } from "../kit/redis.js";

const redis = await reachableRedis();
let gateway: TestGateway;
const { samples } = metricsOf(() => gateway);
beforeAll(async () => {
  gateway = await startTestGateway({ METRICS_PORT: "0", ...(redis === undefined ? {} : { REDIS_URL: redis }) });
});
afterAll(() => gateway.close());

interface Dashboard {
  readonly title: string;
  readonly uid: string;
  readonly panels: readonly { readonly title: string; readonly targets: readonly { readonly expr: string }[] }[];
}

interface Rules {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly labels: { readonly severity: string };
      readonly annotations: Readonly<Record<string, string>>;
    }[];
  }[];
}

const OPS = join(PACKAGE_ROOT, "ops");
const read = (file: string) => readFile(join(OPS, file), "utf8");
const dashboards = await Promise.all(
  (await readdir(join(OPS, "grafana")))
    .sort()
    .map(async (file) => JSON.parse(await read(`grafana/${file}`)) as Dashboard),
);
const alerts = (parse(await read("prometheus/alerts.yml")) as Rules).groups.flatMap(({ rules }) => rules);
const expressions = [
  ...dashboards.flatMap(({ panels }) => panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))),
  ...alerts.map(({ expr }) => expr),
];

/** What PromQL itself says, beside names of metrics and of labels. */
const WORDS = new Set(
  "sum rate increase max min avg by le histogram_quantile clamp_min and or on unless without ignoring up absent min_over_time".split(
    " ",
  ),
);

/** Names of metrics in an expression: words outside of braces, strings and lists of labels. */
function metricsIn(expression: string): string[] {
  const bare = expression
    .replace(/"[^"]*"/g, "")
    .replace(/\{[^}]*\}/g, "")
    .replace(/\[[^\]]*\]/g, "")
    .replace(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, "");
  return [...bare.matchAll(/[a-zA-Z_:][\w:]*/g)].map(([word]) => word).filter((word) => !WORDS.has(word));
}

describe("the example dashboards and alerts", () => {
  it("are three dashboards with panels, and alerts that say how bad they are and what to do", () => {
    expect(dashboards.map(({ uid }) => uid)).toEqual([
      "ventanilla-database",
      "ventanilla-harvests",
      "ventanilla-operations",
    ]);
    for (const { panels } of dashboards) expect(panels.length).toBeGreaterThan(5);
    expect(alerts.length).toBeGreaterThan(7);
    for (const { alert, labels, annotations } of alerts) {
      expect(alert).toMatch(/^[A-Z]\w+$/);
      expect(["page", "ticket"]).toContain(labels.severity);
      expect(Object.keys(annotations)).toEqual(["summary", "description"]);
    }
  });

  it("have parentheses, braces and brackets that close", () => {
    for (const expression of expressions) {
      for (const [open, close] of ["()", "{}", "[]"]) {
        expect([expression, expression.split(open as string).length]).toEqual([
          expression,
          expression.split(close as string).length,
        ]);
      }
    }
  });

  it("name only metrics that a running gateway shows, and labels that those have", async () => {
    await liveADay(gateway);
    const all = await samples();
    const labels = new Map<string, Set<string>>();
    for (const sample of all) {
      const known = labels.get(sample.name) ?? new Set();
      labels.set(sample.name, known);
      for (const label of Object.keys(sample.labels)) known.add(label);
    }
    const named = new Set(expressions.flatMap(metricsIn));
    expect([...named].filter((metric) => !labels.has(metric))).toEqual([]);
    for (const expression of expressions) {
      for (const [, metric = "", selector = ""] of expression.matchAll(/(\w+)\{([^}]*)\}/g)) {
        const used = [...selector.matchAll(/(\w+)\s*(?:=|!=|=~|!~)\s*"/g)].map(([, label = ""]) => label);
        const missing = used.filter((label) => !labels.get(metric)?.has(label));
        if (metric !== "up") expect([metric, missing]).toEqual([metric, []]);
      }
      const [first = ""] = metricsIn(expression);
      for (const [, listed = ""] of expression.matchAll(/\bby\s*\(([^)]*)\)/g)) {
        const missing = listed.split(/,\s*/).filter((label) => label !== "instance" && !labels.get(first)?.has(label));
        expect([expression, missing]).toEqual([expression, []]);
      }
    }
  });

  it("show everything that is measured, or an alert does", () => {
    const named = new Set(expressions.flatMap(metricsIn));
    const shown = (name: string) => {
      const base = name.replaceAll(".", "_");
      return [...named].some((metric) => metric.startsWith(base));
    };
    expect(Object.keys(INSTRUMENTS).filter((name) => !shown(name))).toEqual([]);
  });

  it("are read by a Prometheus whose settings name a file of alerts that is there", async () => {
    const settings = parse(await read("prometheus/prometheus.yml"));
    expect(settings.rule_files).toEqual(["alerts.yml"]);
    expect(settings.scrape_configs[0].static_configs[0].targets).toEqual(["127.0.0.1:9464"]);
  });
});
