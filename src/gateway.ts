// type-graphql wants this before any decorated class is loaded.
import "reflect-metadata";
import { renderGraphiql } from "./graph/graphiql.js";
import { monolith } from "./graph/module.js";
import { type House, type HouseOptions, openHouse } from "./house/house.js";

export type { House as Gateway, HouseOptions as GatewayOptions } from "./house/house.js";
export { describeModules, describeSchema } from "./house/modules.js";
export { prepareStore, type Store, type StoreOptions } from "./house/store.js";

/** The whole graph in one process, at /graphql. */
export function startGateway(options: HouseOptions): Promise<House> {
  return openHouse(options, (modules, assembly) => [
    { path: "/graphql", schema: monolith(modules, assembly), page: renderGraphiql },
  ]);
}
