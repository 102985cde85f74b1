import type { IncomingHttpHeaders } from "node:http";
import { LRUCache } from "lru-cache";
import { CREDENTIAL_HEADERS } from "../identity/authenticate.js";
import type { SpentPace } from "../pace.js";

/** Room for them, in characters: a few thousand. */
const ROOM = 4 * 1024 * 1024;
const SECOND = 1_000;

const NAMES = CREDENTIAL_HEADERS.map((name) => name.toLowerCase());

interface Block {
  readonly until: number;
  readonly spent: SpentPace;
}

/**
 * Credentials whose caller has spent what they may ask. Until there is some again they are refused as they come: to see once more
 * whether one is good costs more than most of what is asked with it. Nobody is let in by what stands here.
 */
export class SpentCredentials {
  readonly #blocks = new LRUCache<string, Block>({ maxSize: ROOM });

  /** The caller whose credential came so, once it was found good, has spent what they may ask. */
  remember(headers: IncomingHttpHeaders, spent: SpentPace, now = performance.now()): void {
    const credential = credentialIn(headers);
    if (credential === undefined) return;
    const block = { until: now + spent.retryAfter * SECOND, spent };
    this.#blocks.set(credential, block, { size: credential.length });
  }

  /** What was spent, and in how many seconds there is some again. */
  find(headers: IncomingHttpHeaders, now = performance.now()): SpentPace | undefined {
    const credential = credentialIn(headers);
    const block = credential === undefined ? undefined : this.#blocks.get(credential);
    if (block === undefined || now >= block.until) return undefined;
    return { ...block.spent, first: false, retryAfter: Math.ceil((block.until - now) / SECOND) };
  }
}

function credentialIn(headers: IncomingHttpHeaders): string | undefined {
  const [only, ...more] = NAMES.flatMap((name) => (headers[name] === undefined ? [] : [`${name}: ${headers[name]}`]));
  return more.length === 0 ? only : undefined;
}
