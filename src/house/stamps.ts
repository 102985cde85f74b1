import type { Config } from "../config.js";
import { createGuardedFetch } from "../platform/http/guarded-fetch.js";
import type { LedgerOptions } from "../platform/ledger/index.js";
import { readAuthorities } from "../platform/ledger/stamps/authorities.js";

/** The service that heads of the ledger are stamped by, if the gateway is set up with one. */
export async function openStamps(config: Config): Promise<LedgerOptions["stamps"]> {
  const { LEDGER_STAMP_URL: url, LEDGER_STAMP_CA: ca, LEDGER_STAMP_ALLOW_LOOPBACK: loopback } = config;
  if (url === undefined) return undefined;
  return {
    url,
    fetch: createGuardedFetch({ allow: { loopback } }),
    authorities: ca === undefined ? [] : await readAuthorities(ca),
    lateSeconds: config.LEDGER_STAMP_LATE_HOURS * 3_600,
  };
}
