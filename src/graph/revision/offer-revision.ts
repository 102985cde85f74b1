import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import type { Reading, Revision } from "../../platform/revision.js";
import { interpose } from "../interpose.js";
import { asksFor, HOLD, REVISION_HEADER, type ToldRevision, type WantedRevision } from "./protocol.js";

type Offered = Pick<Revision, "known" | "read" | "heard" | "doubt">;

/**
 * Tells routers which revision the catalog is at, and believes them that there is another: one of them may have heard of it from
 * another process before this one did. It stands before everything else, so that whoever is busy tells it too.
 */
export function offerRevision(app: FastifyInstance, revision: Offered): void {
  let closing = false;
  app.addHook("preClose", async () => {
    closing = true;
  });
  const write = (response: ServerResponse, status: number, said: object) => {
    response.shouldKeepAlive &&= !closing;
    response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
    response.end(JSON.stringify(said));
  };
  interpose(app, (next) => ({
    stands: undefined,
    handle(request, response) {
      const wanted = asksFor(request);
      if (wanted !== undefined) {
        const asked = performance.now();
        read(revision, wanted).then(
          ({ text, at }) => write(response, 200, { revision: text, asOf: at - asked } satisfies ToldRevision),
          () => write(response, 503, {}),
        );
        return;
      }
      doubtIfAnother(revision, request);
      next(request, response);
    },
  }));
}

function doubtIfAnother(revision: Offered, { headers }: IncomingMessage): void {
  const told = headers[REVISION_HEADER];
  if (told !== undefined && told !== revision.known()) revision.doubt();
}

async function read(revision: Offered, { fresh, unlike }: WantedRevision): Promise<Reading> {
  const until = performance.now() + HOLD;
  if (fresh || (unlike !== undefined && unlike !== revision.known())) revision.doubt();
  for (;;) {
    const reading = await revision.read();
    const left = until - performance.now();
    if (reading.text !== unlike || left <= 0) return reading;
    await revision.heard(left);
  }
}
