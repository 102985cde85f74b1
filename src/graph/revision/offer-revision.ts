import type { ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import { LRUCache } from "lru-cache";
import type { Reading, Revision } from "../../platform/revision.js";
import { interpose } from "../interpose.js";
import { asksFor, HOLD, REVISION_HEADER, type ToldRevision, type WantedRevision } from "./protocol.js";

/** Revisions that routers have told of and are remembered, and the longest text of one. */
const MOST_HEARD_OF = 100;
const LONGEST = 100;

type Offered = Pick<Revision, "known" | "read" | "heard" | "doubt">;

/**
 * Tells routers which revision the catalog is at, and believes them that there is another: one of them may have heard of it from
 * another process before this one did. It stands before everything else, so that whoever is busy tells it too.
 */
export function offerRevision(app: FastifyInstance, revision: Offered): void {
  const believe = createBelief(revision);
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
        believe(wanted.unlike);
        read(revision, wanted).then(
          ({ text, at }) => write(response, 200, { revision: text, asOf: at - asked } satisfies ToldRevision),
          () => write(response, 503, {}),
        );
        return;
      }
      believe(request.headers[REVISION_HEADER]);
      next(request, response);
    },
  }));
}

/** Doubts what is known when another revision is heard of for the first time: whatever is read from then on is that one, or a later. */
function createBelief(revision: Offered): (told: string | readonly string[] | undefined) => void {
  const heardOf = new LRUCache<string, true>({ max: MOST_HEARD_OF });
  return (told) => {
    if (typeof told !== "string" || told.length > LONGEST || told === revision.known() || heardOf.has(told)) return;
    heardOf.set(told, true);
    revision.doubt();
  };
}

async function read(revision: Offered, { fresh, unlike }: WantedRevision): Promise<Reading> {
  const until = performance.now() + HOLD;
  if (fresh) revision.doubt();
  for (;;) {
    const reading = await revision.read();
    const left = until - performance.now();
    if (reading.text !== unlike || left <= 0) return reading;
    await revision.heard(left);
  }
}
