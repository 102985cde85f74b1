import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route itself sees to how long its bodies may take. */
    readonly ownPace?: boolean;
  }
}

/** Watches over bodies that are on their way. */
export interface BodyClock {
  /** A body is waited for from now on. */
  begin(request: IncomingMessage): void;
  /** It is there. One that never comes to its end need not be told. */
  end(request: IncomingMessage): void;
}

/** How often it is looked who is late, in milliseconds. */
const LOOK = 1_000;

/** Cuts off clients that take longer than so many milliseconds to send a body; within a second of that. One timer for all of them. */
export function createBodyClock(app: FastifyInstance, longest: number): BodyClock {
  const due = new Map<IncomingMessage, number>();
  let fresh: IncomingMessage[] = [];
  const look = () => {
    const now = performance.now();
    for (const [request, at] of due) {
      const over = request.complete || request.socket.destroyed;
      if (over || now > at) due.delete(request);
      if (over || now <= at) continue;
      const late = Object.assign(new Error("the body took too long"), { code: "ERR_HTTP_REQUEST_TIMEOUT" });
      // As Node itself does it when its own, server-wide time is over: the answer is 408, then the connection is closed.
      app.server.emit("clientError", late, request.socket);
    }
  };
  const wait = () => {
    for (const request of fresh) if (!request.complete) due.set(request, performance.now() + longest);
    fresh = [];
  };
  const timer = setInterval(look, Math.min(LOOK, longest)).unref();
  app.addHook("onClose", async () => clearInterval(timer));
  return {
    begin(request) {
      // Most bodies come with their headers, and are there before anything else is done.
      if (fresh.push(request) === 1) setImmediate(wait);
    },
    end(request) {
      if (due.size > 0) due.delete(request);
    },
  };
}

/** Has bodies watched over on every route that does not see to it itself. */
export function limitBodyTime(app: FastifyInstance, clock: BodyClock): void {
  app.addHook("preParsing", async ({ raw, headers, routeOptions }) => {
    const hasBody = headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
    if (hasBody && !raw.complete && !routeOptions.config.ownPace) clock.begin(raw);
  });
}

/** Once the server is closing, cuts whatever is still open after so many milliseconds, so that closing comes to an end. */
export function limitClosingTime(app: FastifyInstance, longest: number): void {
  let timer: NodeJS.Timeout | undefined;
  app.addHook("preClose", async () => {
    timer = setTimeout(() => app.server.closeAllConnections(), longest);
  });
  app.addHook("onClose", async () => clearTimeout(timer));
}

/** The connections of a server. */
export interface Connections {
  /** How many there have been so far. */
  readonly taken: () => number;
  /**
   * Ends those that nothing was ever sent over. Node takes them for busy when a server closes, and browsers and others open some before
   * they need them.
   */
  readonly endUnused: () => void;
}

export function watchConnections(app: FastifyInstance): Connections {
  const open = new Set<Socket>();
  let taken = 0;
  app.server.on("connection", (socket: Socket) => {
    taken += 1;
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  return {
    taken: () => taken,
    endUnused() {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    },
  };
}
