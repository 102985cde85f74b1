import type { TestGateway } from "./gateway.js";
import { item, openHarvests } from "./sources.js";

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a gateway shows to Prometheus, read as Prometheus does. */
export function metricsOf(gateway: () => Pick<TestGateway, "metricsUrl">) {
  async function text(): Promise<string> {
    return (await fetch(String(gateway().metricsUrl))).text();
  }

  /** All samples, or those of one name. */
  async function samples(name?: string): Promise<readonly Sample[]> {
    const lines = (await text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    const all = lines.map((line) => {
      const [, metric = "", labels = "", value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, of]) => [key, of]);
      return { name: metric, labels: Object.fromEntries(pairs), value: Number(value) };
    });
    return name === undefined ? all : all.filter((sample) => sample.name === name);
  }

  /** Sum over all series of a name that have these labels. */
  async function total(name: string, labels: Readonly<Record<string, string>> = {}): Promise<number> {
    const fitting = (await samples(name)).filter((sample) =>
      Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
    );
    return fitting.reduce((sum, { value }) => sum + value, 0);
  }

  return { text, samples, total };
}

/** Does something of everything that is measured. */
export async function liveADay(gateway: TestGateway): Promise<void> {
  await gateway.read("query Dia { programs(first: 3) { totalCount } }");
  await gateway.read(
    "{ checkEligibility(profile: { workers: 3 }) { results(first: 2) { nodes { verdict { code } } } } }",
  );
  await gateway.ask("{ nothing }");
  await gateway.database.query("select from nowhere").catch(() => undefined);
  const world = await openHarvests();
  world.publisher().items = ["alfa", "beta"].map((id) => item(id));
  await world.harvest();
  await world.close();
}
