import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { Front, type FrontOptions } from "./front.js";

/** Puts what answers from what is kept before everything else that the server does with a request, until it closes. */
export function standBefore(app: FastifyInstance, options: Omit<FrontOptions, "next">): Front {
  const { server } = app;
  const [next] = server.listeners("request") as FrontOptions["next"][];
  if (next === undefined) throw new Error("the server has no handler to stand before");
  const front = new Front({ ...options, next });
  let closing = false;
  app.addHook("preClose", async () => {
    closing = true;
  });
  // Fastify's own options for its server stay as they are; a server of ours would have to repeat them.
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    if (closing) next(request, response);
    else front.receive(request, response);
  });
  app.addHook("preParsing", async (request, _reply, payload) => {
    const read = front.passed(request.raw)?.body;
    return read === undefined ? payload : Readable.from([read]);
  });
  return front;
}
