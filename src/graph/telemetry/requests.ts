import type { FastifyInstance, FastifyRequest } from "fastify";
import { beginWatch, isMetered, isTallied, record, underWatch, type Watch } from "../../platform/telemetry/index.js";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
/** What stands for addresses that lead nowhere: clients may ask for any number of them. */
const NOWHERE = "none";

/**
 * Watches every request of the edge: its duration, and a span that all it sets off is below. Of what a request says, only its method and
 * the pattern of its address are told: an address may hold a ticket, or the variables of a question.
 */
export function watchRequests(app: FastifyInstance): void {
  if (isTallied()) watchWork(app);
  if (isMetered()) {
    app.addHook("onResponse", (request, reply, done) => {
      const [method, route, status] = [methodOf(request), routeOf(request), reply.raw.statusCode];
      recordRequest(reply.elapsedTime, { method, route, status });
      done();
    });
  }
}

/** Notes how long a request took, in milliseconds. */
export function recordRequest(took: number, request: { method: string; route: string; status: number }): void {
  record("http.server.request.duration", took / 1_000, {
    "http.request.method": request.method,
    "http.route": request.route,
    "http.response.status_code": String(request.status),
  });
}

function watchWork(app: FastifyInstance): void {
  const watches = new WeakMap<FastifyRequest, Watch>();

  app.addHook("onRequest", (request, _reply, done) => {
    watches.set(
      request,
      beginWatch(() => spanOf(request)),
    );
    done();
  });

  // Once the body is there: it arrives outside of whatever was begun before.
  app.addHook("preHandler", (request, _reply, done) => {
    const watch = watches.get(request);
    if (watch === undefined) done();
    else underWatch(watch, done);
  });

  app.addHook("onResponse", (request, reply, done) => {
    const span = watches.get(request)?.span;
    const status = reply.raw.statusCode;
    span?.set({ "http.response.status_code": status });
    if (status >= 500) span?.fail(String(status));
    span?.end();
    done();
  });
}

function spanOf(request: FastifyRequest): ReturnType<Parameters<typeof beginWatch>[0]> {
  const [method, route] = [methodOf(request), routeOf(request)];
  const { traceparent } = request.headers;
  const attributes = { "http.request.method": method, "http.route": route };
  const options = { kind: "server", attributes } as const;
  return typeof traceparent === "string"
    ? [`${method} ${route}`, options, traceparent]
    : [`${method} ${route}`, options];
}

function methodOf({ method }: FastifyRequest): string {
  return METHODS.includes(method) ? method : "_OTHER";
}

function routeOf({ routeOptions }: FastifyRequest): string {
  return routeOptions.url ?? NOWHERE;
}
