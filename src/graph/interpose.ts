import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";

/** Does something with a request. */
export type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Puts somebody before everything else that the server does with a request so far, and gives them back. Fastify's own options for its
 * server stay as they are; a server of ours would have to repeat them.
 */
export function interpose<T>(
  { server }: FastifyInstance,
  before: (next: Handle) => { readonly stands: T; readonly handle: Handle },
): T {
  const [next] = server.listeners("request") as Handle[];
  if (next === undefined) throw new Error("the server has no handler to stand before");
  const { stands, handle } = before(next);
  server.removeAllListeners("request");
  server.on("request", handle);
  return stands;
}
