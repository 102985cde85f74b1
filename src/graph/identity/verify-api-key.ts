import { timingSafeEqual } from "node:crypto";
import type { Database } from "../../platform/database.js";
import { todayIn } from "../context.js";
import { unauthenticated } from "../errors.js";
import { hashSecret, readApiKey } from "./api-key.js";
import { KEY_SUBJECT } from "./read-claims.js";
import type { VerifyCredential } from "./verify-token.js";

interface KeyRow {
  readonly agency: string;
  readonly secret_hash: Buffer;
  readonly lapsed: boolean;
  readonly used_today: boolean;
}

/** Compared with when there is no key of that id, so that the answer takes as long; no secret has this hash. */
const NO_HASH = Buffer.alloc(32);

/** Keys are looked up each time, so that a revoked one is refused at once; unknown, wrong, expired and revoked answer alike. */
export function createVerifyApiKey(database: Pick<Database, "query">): VerifyCredential {
  return async (text, now) => {
    const key = readApiKey(text);
    if (key === undefined) throw unauthenticated("INVALID");
    const today = todayIn(now);
    const [row] = await database.query<KeyRow>(
      `select agency, secret_hash,
          revoked_at is not null or coalesce(expires_at <= $2, false) as lapsed,
          coalesce(last_used_on >= $3, false) as used_today
        from api_key where id = $1`,
      [key.id, now, today],
    );
    const same = timingSafeEqual(hashSecret(key.secret), row?.secret_hash ?? NO_HASH);
    if (row === undefined || !same || row.lapsed) throw unauthenticated("INVALID");
    if (!row.used_today) await database.query("update api_key set last_used_on = $2 where id = $1", [key.id, today]);
    return { role: "service", subject: `${KEY_SUBJECT}${key.id}`, agency: row.agency };
  };
}
