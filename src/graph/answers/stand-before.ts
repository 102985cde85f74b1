import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { interpose } from "../interpose.js";
import { Front, type FrontOptions } from "./front.js";

/** Puts what answers from what is kept before everything else that the server does with a request, until it closes. */
export function standBefore(app: FastifyInstance, options: Omit<FrontOptions, "next">): Front {
  let closing = false;
  app.addHook("preClose", async () => {
    closing = true;
  });
  const front = interpose(app, (next) => {
    const made = new Front({ ...options, next });
    return {
      stands: made,
      handle(request, response) {
        if (closing) next(request, response);
        else made.receive(request, response);
      },
    };
  });
  app.addHook("preParsing", async (request, _reply, payload) => {
    const read = front.passed(request.raw)?.body;
    return read === undefined ? payload : Readable.from([read]);
  });
  return front;
}
