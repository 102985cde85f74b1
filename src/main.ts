import { readConfig } from "./config.js";
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

/** What went wrong, in words for who starts the gateway. */
function explain(error: unknown): string {
  if ((error as { code?: string }).code === "EADDRINUSE") {
    return "El puerto ya está ocupado; elija otro con PORT. / The port is already in use; choose another with PORT.";
  }
  return error instanceof Error ? error.message : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
