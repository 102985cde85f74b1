import type { TestGateway } from "./gateway.js";
import { until } from "./until.js";

/** Runs what the gateway does by the clock until no entry waits to be sealed: who writes in another database of the same server holds it up. */
export async function allSealed(gateway: Pick<TestGateway, "database" | "upkeep">): Promise<void> {
  await until(async () => {
    await gateway.upkeep();
    return (await gateway.database.query("select from ledger_waiting limit 1")).length === 0;
  }, 20_000);
}
