// type-graphql wants this before any decorated class is loaded.
import "reflect-metadata";
import { subgraph } from "../graph/subgraph.js";
import { type House, type HouseOptions, openHouse } from "../house/house.js";
import { describeModules } from "../house/modules.js";

/** Where a process serves the subgraph of a module. */
export const subgraphPath = (name: string): string => `/${name}/graphql`;

export interface SubgraphsOptions extends HouseOptions {
  /** Modules, by name. */
  readonly names: readonly string[];
}

/** Some of the modules in one process, each as a subgraph at a path of its own. Throws before anything is opened when one is not there. */
export async function startSubgraphs({ names, ...options }: SubgraphsOptions): Promise<House> {
  const known = (await describeModules()).map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (names.length === 0 || unknown.length > 0) {
    const [which, all] = [unknown.join(", "), known.join(", ")];
    throw new Error(
      `${which === "" ? "¿Qué módulo?" : `No hay módulo ${which}.`} Los hay / ${which === "" ? "Which module?" : `There is no module ${which}.`} There are: ${all}`,
    );
  }
  return openHouse({ ...options, place: "behind a router" }, (modules, assembly) =>
    modules
      .filter(({ name }) => names.includes(name))
      .map((module) => ({ path: subgraphPath(module.name), schema: subgraph(module, assembly) })),
  );
}
