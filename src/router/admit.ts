import type { ListenElsewhere } from "../graph/stream/routes.js";
import { headersFor } from "./asker.js";
import { toldRefusal } from "./told-errors.js";

/** Longest that is waited for what a subgraph says of a credential, in milliseconds. */
const PATIENCE = 10_000;

/** Asks a subgraph of ours whether it takes the credentials of a request; an answer that is no refusal, or none, lets it on. */
export function admitBy(url: string | undefined): ListenElsewhere["admit"] {
  return async (context) => {
    const { "accept-language": _language, ...credentials } = headersFor(context);
    if (url === undefined || Object.keys(credentials).length === 0) return undefined;
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headersFor(context) },
      body: JSON.stringify({ query: "{ __typename }" }),
      signal: AbortSignal.timeout(PATIENCE),
    }).catch(() => undefined);
    if (response === undefined || response.ok) return undefined;
    const { status, headers } = response;
    const { errors: [error] = [] } = await response.json().catch(() => ({}));
    return error && toldRefusal({ status, headers, error });
  };
}
