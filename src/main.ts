import { ConfigError, readConfig } from "./config.js";
import { startGateway } from "./gateway.js";
import { createLog } from "./platform/log.js";

const FIRST_QUERY = `{ programs(search: "credito mujeres chihuahua", first: 3) { nodes { name slug } } }`;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL);
  const gateway = await startGateway({ config, log });
  log.info({ url: `${gateway.url}/graphql` }, "ready");
  if (config.NODE_ENV !== "production") {
    process.stderr.write(
      `\nVentanilla única: ${gateway.url}/graphql\nPruebe / Try:  curl -s ${gateway.url}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query: FIRST_QUERY })}'\n\n`,
    );
  }
  const stop = (signal: string) => {
    log.info({ signal }, "closing");
    gateway.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: String(error) }, "closing failed");
        process.exit(1);
      },
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

main().catch((error: unknown) => {
  const message = error instanceof ConfigError || error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  process.exit(1);
});
