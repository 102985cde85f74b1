import { run } from "./run.js";
import { startSubgraphs, subgraphPath } from "./split/subgraphs.js";

const names = [...new Set(process.argv.slice(2))];

run(process.env, async ({ config, log }) => {
  const house = await startSubgraphs({ config, log, names });
  for (const name of names) log.info({ url: `${house.url}${subgraphPath(name)}` }, "ready");
  return house;
});
