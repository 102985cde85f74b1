import { startGateway } from "./gateway.js";
import { run } from "./run.js";

const FIRST_QUERY = `{ programs(search: "credito mujeres chihuahua", first: 3) { nodes { name slug } } }`;

run(process.env, async ({ config, log }) => {
  const gateway = await startGateway({ config, log });
  log.info({ url: `${gateway.url}/graphql` }, "ready");
  if (config.NODE_ENV !== "production") {
    process.stderr.write(
      `\nVentanilla única: ${gateway.url}/graphql\nPruebe / Try:  curl -s ${gateway.url}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query: FIRST_QUERY })}'\n\n`,
    );
  }
  return gateway;
});
