import type { GraphContext } from "../../graph/context.js";
import { globalId } from "../../graph/node.js";
import type { AccessLogService } from "../access-log/access-log.service.js";
import type { ApplicationRow } from "../entities.js";
import type { TrackingService } from "../tracking/tracking.service.js";
import { presentApplication } from "../view/present-application.js";
import {
  presentEvent,
  presentLook,
  presentMessage,
  presentReport,
  presentRequests,
  presentTranches,
} from "../view/present-parts.js";
import type { Sealed } from "./sealed.js";

/** Applications that one page of an export takes at most, and about how many characters. */
const MOST_APPLICATIONS = 20;
const MOST_CHARACTERS = 900_000;

/** Everything that is kept of a firm's applications, as its own people may read it, page by page. */
export function exportFirm(tracking: TrackingService, accessLog: AccessLogService, sealed: Sealed) {
  return async (context: GraphContext, businessKey: string, after: string | null) => {
    const rows = await tracking.ofBusiness(context, businessKey, after, MOST_APPLICATIONS + 1);
    const keys = rows.slice(0, MOST_APPLICATIONS).map(({ id }) => id);
    const events = await tracking.parts(context, "events", keys);
    const requests = await tracking.parts(context, "requests", keys);
    const messages = await tracking.parts(context, "messages", keys);
    const tranches = await tracking.parts(context, "tranches", keys);
    const attachments = await tracking.parts(context, "attachments", keys);
    const looks = await accessLog.ofApplications(context, businessKey, keys);
    const items: object[] = [];
    let characters = 0;
    for (const [index, row] of rows.slice(0, MOST_APPLICATIONS).entries()) {
      const item = {
        ...exportApplication(row, context, sealed),
        timeline: (events[index] ?? []).map((event) => presentEvent(event, context, sealed)),
        informationRequests: presentRequests(requests[index] ?? [], context, sealed),
        messages: (messages[index] ?? []).map((message) => presentMessage(message, context, sealed)),
        tranches: presentTranches(tranches[index] ?? []),
        accesses: (looks[index] ?? []).map((look) => presentLook(look, context)),
        documents: (attachments[index] ?? []).map(({ documentId, evidence }) => ({
          evidence,
          document: globalId("Document", documentId),
        })),
      };
      characters += JSON.stringify(item).length;
      if (items.length > 0 && characters > MOST_CHARACTERS) break;
      items.push(item);
    }
    return { items, next: items.length < rows.length ? (rows[items.length - 1]?.id ?? null) : null };
  };
}

function exportApplication(row: ApplicationRow, context: GraphContext, sealed: Sealed) {
  const { row: _, nodeType, allowedMoves, assignedTo, ...application } = presentApplication(row, context, sealed);
  return {
    ...application,
    program: globalId("Program", row.programId),
    call: globalId("Call", row.callId),
    startedBy: row.startedBy,
    whenSubmitted: sealed.openSnapshot(row),
    report: presentReport(row, sealed),
  };
}
