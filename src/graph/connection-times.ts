import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route itself sees to how long its bodies may take. */
    readonly ownPace?: boolean;
  }
}

/** Cuts off whoever takes longer than so many milliseconds to send a body, on every route that does not see to it itself. */
export function limitBodyTime(app: FastifyInstance, longest: number): void {
  const limitTime = limitTimeOf(app, longest);
  app.addHook("preParsing", async ({ raw, headers, routeOptions }) => {
    const hasBody = headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
    if (hasBody && !raw.complete && !routeOptions.config.ownPace) limitTime(raw);
  });
}

/** Cuts off a client that takes longer than so many milliseconds from now on to send the rest of a body. */
export function limitTimeOf(app: FastifyInstance, longest: number): (request: IncomingMessage) => void {
  return (request) => {
    const timer = setTimeout(() => {
      if (request.complete || request.socket.destroyed) return;
      const late = Object.assign(new Error("the body took too long"), { code: "ERR_HTTP_REQUEST_TIMEOUT" });
      // As Node itself does it when its own, server-wide time is over: the answer is 408, then the connection is closed.
      app.server.emit("clientError", late, request.socket);
    }, longest).unref();
    for (const event of ["end", "close"]) request.once(event, () => clearTimeout(timer));
  };
}

/** Once the server is closing, cuts whatever is still open after so many milliseconds, so that closing comes to an end. */
export function limitClosingTime(app: FastifyInstance, longest: number): void {
  let timer: NodeJS.Timeout | undefined;
  app.addHook("preClose", async () => {
    timer = setTimeout(() => app.server.closeAllConnections(), longest);
  });
  app.addHook("onClose", async () => clearTimeout(timer));
}
