import { type Config, readConfig } from "./config.js";
import type { House } from "./house/house.js";
import { createLog, type Log } from "./platform/log.js";

type Running = Pick<House, "close">;
type Environment = Readonly<Record<string, string | undefined>>;

/** Runs what a composition root starts until the process is told to stop; what cannot be started is told in words for who starts it. */
export function run(
  environment: Environment,
  start: (settings: { readonly config: Config; readonly log: Log }) => Promise<Running>,
): void {
  begin(environment, start).catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  });
}

async function begin(environment: Environment, start: Parameters<typeof run>[1]): Promise<void> {
  const config = readConfig(environment);
  const log = createLog(config.LOG_LEVEL);
  const running = await start({ config, log });
  const stop = (signal: string) => {
    log.info({ signal }, "closing");
    running.close().then(
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

function explain(error: unknown): string {
  if ((error as { code?: string }).code === "EADDRINUSE") {
    return "El puerto ya está ocupado; elija otro con PORT. / The port is already in use; choose another with PORT.";
  }
  return error instanceof Error ? error.message : String(error);
}
