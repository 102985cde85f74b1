import type { KeyObject } from "node:crypto";
import { type CryptoKey, createLocalJWKSet, type JSONWebKeySet, type JWTHeaderParameters } from "jose";
import type { Log } from "../../platform/log.js";
import { unavailable } from "../errors.js";

/** Finds the key that a token says it is signed with; undefined when its issuer has no such key. */
export type KeySource = (header: JWTHeaderParameters, now: Date) => Promise<CryptoKey | KeyObject | undefined>;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Between two fetches, whoever asks and however the first one ended. */
const BETWEEN_FETCHES = 30 * SECOND;
/** From this age on keys are fetched anew while they are still used: a key withdrawn by its issuer is forgotten. */
const REFRESH_AFTER = 5 * MINUTE;
/** Keys of this age are not used any more: their issuer has been out of reach for at least ten minutes. */
const LAST_USE = REFRESH_AFTER + 10 * MINUTE;
/** Longest a fetch may take. */
const FETCH_TIMEOUT = 3 * SECOND;
/** Largest JWKS that is read, in characters. */
const LARGEST = 256 * 1_024;

/** Kinds of key that our algorithms use; a secret shared with the issuer would not be one. */
const KEY_TYPES: readonly unknown[] = ["OKP", "EC", "RSA"];

/**
 * The keys of an issuer, fetched when they are first needed, again when a token names one that is not among them, and from time to time.
 * Refuses with UNAVAILABLE when it cannot tell: no key that is young enough, or an unknown one while the issuer is out of reach.
 */
export function createKeySet(load: () => Promise<unknown>, log: Log): KeySource {
  let keys: ReturnType<typeof createLocalJWKSet> | undefined;
  let loadedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let loading: Promise<void> | undefined;

  const refresh = async (at: number): Promise<void> => {
    if (loading === undefined && at - triedAt >= BETWEEN_FETCHES) {
      triedAt = at;
      loading = load()
        .then((jwks) => {
          keys = createLocalJWKSet(usable(jwks));
          loadedAt = at;
        })
        .catch((error: unknown) => log.warn({ error: String(error) }, "the keys of the issuer could not be fetched"))
        .finally(() => {
          loading = undefined;
        });
    }
    await loading;
  };
  const find = (header: JWTHeaderParameters) => keys?.(header).catch(() => undefined);
  const untilNextFetch = (at: number) => Math.max(1, Math.ceil((triedAt + BETWEEN_FETCHES - at) / SECOND));

  return async (header, now) => {
    const at = now.getTime();
    if (at - loadedAt >= LAST_USE) await refresh(at);
    else if (at - loadedAt >= REFRESH_AFTER) void refresh(at);
    if (at - loadedAt >= LAST_USE) throw unavailable(untilNextFetch(at));
    const known = await find(header);
    if (known !== undefined) return known;
    await refresh(at);
    const found = await find(header);
    if (found === undefined && triedAt !== loadedAt) throw unavailable(untilNextFetch(at));
    return found;
  };
}

/** A JWKS without what is of no use here; a fault when nothing is left, so that the keys at hand are kept. */
function usable(jwks: unknown): JSONWebKeySet {
  const { keys } = jwks as JSONWebKeySet;
  const good = keys.filter(({ kty }) => KEY_TYPES.includes(kty));
  if (good.length === 0) throw new Error("it holds no key that can be used");
  return { keys: good };
}

/** Reads a JWKS from the address of the settings; redirections are not followed. */
export async function fetchJwks(url: string): Promise<unknown> {
  const response = await fetch(url, {
    redirect: "error",
    signal: AbortSignal.timeout(FETCH_TIMEOUT),
    headers: { accept: "application/jwk-set+json, application/json" },
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const text = await response.text();
  if (text.length > LARGEST) throw new Error("it is too large");
  return JSON.parse(text);
}
