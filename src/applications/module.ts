import { type Commands, needKey } from "../graph/commands.js";
import type { GraphContext } from "../graph/context.js";
import type { Cursors } from "../graph/cursor.js";
import type { Module, Reference } from "../graph/module.js";
import { createOwnedLists } from "../graph/owned-lists.js";
import type { Pace } from "../graph/pace.js";
import type { Database, Transaction } from "../platform/database.js";
import type { FieldCipher } from "../platform/field-cipher.js";
import type { Signals } from "../platform/signals.js";
import { AccessLogResolver } from "./access-log/access-log.resolver.js";
import { AccessLogService } from "./access-log/access-log.service.js";
import { forgetOldLooks } from "./access-log/forget-looks.js";
import { ApplicationResolver } from "./application.resolver.js";
import { createCalendar } from "./calendar/calendar.js";
import { CallResolver, ProgramCallsResolver } from "./calls/call.resolver.js";
import { CallService, programKey } from "./calls/call.service.js";
import { CallRecord } from "./calls/call-record.js";
import { lapseOverdue } from "./deadlines/lapse.js";
import { remindOfDeadlines } from "./deadlines/remind.js";
import { AwardService } from "./desk/award.service.js";
import { DeskResolver } from "./desk/desk.resolver.js";
import { ReviewService } from "./desk/review.service.js";
import { WindowService } from "./desk/window.service.js";
import { ApplicationSchema } from "./entities.js";
import { AttachmentService } from "./filing/attachment.service.js";
import { FilingResolver, type PresentAnswer } from "./filing/filing.resolver.js";
import { FilingService } from "./filing/filing.service.js";
import { checkLifecycle } from "./lifecycle/check-lifecycle.js";
import { createLists } from "./lists.js";
import { createLoaders } from "./loaders.js";
import { APPLICATIONS_POLICY } from "./policy.js";
import type { Businesses, Documents, Eligibility, Programs, Tell, TellOfCall } from "./ports.js";
import { presentResult } from "./present-result.js";
import { Changes } from "./record/changes.js";
import { exportFirm } from "./record/export-firm.js";
import { forgetFirm } from "./record/forget-firm.js";
import { onceRefused } from "./record/once-refused.js";
import { Sealed } from "./record/sealed.js";
import { CHANGES, ChangesResolver, changeSignal, listenToChanges } from "./tracking/changes.resolver.js";
import { FindResolver } from "./tracking/find.resolver.js";
import { MessageResolver } from "./tracking/message.resolver.js";
import { MessageService } from "./tracking/message.service.js";
import { TrackingService } from "./tracking/tracking.service.js";
import { presentApplication, presentCall } from "./view/present-application.js";
import type { Program } from "./view/stubs.js";

export interface ApplicationsNeeds {
  readonly database: Database;
  readonly commands: Commands;
  readonly applicantsPace: Pace;
  readonly cursors: Cursors;
  readonly cipher: FieldCipher;
  readonly programs: Programs;
  readonly businesses: Businesses;
  readonly eligibility: Eligibility;
  readonly documents: Documents;
  readonly signals: Signals;
  /** Told of everything that happens to an application, in its transaction. */
  readonly tell: Tell;
  readonly tellOfCall: TellOfCall;
  readonly guarded: boolean;
  /** Days on which no term runs, beside weekends and the days of rest of the law. */
  readonly alsoClosed: readonly string[];
  /** Years for which it is kept who looked at what firms told. */
  readonly looksKept: number;
}

export interface ApplicationsModule extends Module {
  /** Lapses what has run out of time, and tells how many; to be called every now and then. */
  lapseOverdue(now: Date): Promise<number>;
  /** What the graph resolves calls from, by key; null for those that are not there. */
  presentCalls(context: GraphContext, keys: readonly string[]): Promise<readonly (object | null)[]>;
  /** Leaves the applications of a firm without content. */
  forget(tx: Transaction, businessKey: string, context: GraphContext): Promise<void>;
  /** Whether the caller may read an application; one that is not there is nobody's to read. */
  mayRead(context: GraphContext, applicationKey: string): Promise<boolean>;
  /** Whose an application is, by their keys. */
  firmOf(tx: Transaction, applicationKey: string): Promise<string | undefined>;
  /** Whether an application of a firm to a program, once handed in, came to nothing. */
  onceRefused(tx: Transaction, businessKey: string, programKey: string): Promise<boolean>;
  /** What is kept of the applications of a firm, for the firm itself. */
  export: ReturnType<typeof exportFirm>;
}

/** Tracking: calls, what firms file under them, and everything that happens to it. */
export function createApplications(needs: ApplicationsNeeds): ApplicationsModule {
  const faults = checkLifecycle();
  if (faults.length > 0) throw new Error(`the lifecycle is not whole:\n${faults.join("\n")}`);
  const { database, commands, cursors, businesses, guarded } = needs;
  const sealed = new Sealed(needs.cipher);
  const calendar = createCalendar({ alsoClosed: needs.alsoClosed });
  const tell: Tell = async (tx, application, happening) => {
    await needs.signals.publish(tx, CHANGES, changeSignal(application));
    await needs.tell(tx, application, happening);
  };
  const changes = new Changes({ commands, sealed, businesses, tell, guarded });
  const calls = new CallService({ ...needs, record: new CallRecord(needs.tellOfCall) });
  const tracking = new TrackingService({ database, cursors, guarded });
  const attachments = new AttachmentService({ ...needs, calls, changes });
  const accessLog = new AccessLogService({ database, pace: needs.applicantsPace });
  const loaders = createLoaders({ ...needs, tracking, calls, accessLog });
  const filing = new FilingService({ ...needs, calls, tracking, loaders, attachments, changes, sealed });
  const lists = createLists(createOwnedLists(needs));
  const present: PresentAnswer = (context, answer) => presentResult(context, answer, { loaders, sealed });
  const application: Reference = async ({ id = "" }, context) => {
    const row = await loaders.application(context).load(needKey("Application", id, "id"));
    return row === null ? null : presentApplication(row, context, sealed);
  };
  /** Read from the catalog when more than its id is asked for. */
  const programById: Reference = ({ id = "" }, context) => {
    const key = programKey(id, "id");
    const today = async () => (await loaders.program(context).load(key)) as Partial<Program> | null;
    return {
      id,
      asOf: async () => (await today())?.asOf,
      language: async () => (await today())?.language,
      version: async () => (await today())?.version,
    };
  };
  const presentCalls = (context: GraphContext, keys: readonly string[]) =>
    Promise.all(
      keys.map(async (key) => {
        const row = await loaders.call(context).load(key);
        return row === null ? null : presentCall(row, context);
      }),
    );
  return {
    name: "applications",
    policy: APPLICATIONS_POLICY,
    subscriptions: { applicationChanges: listenToChanges(needs.signals, tracking) },
    references: {
      Application: application,
      Call: async ({ id = "" }, context) => (await presentCalls(context, [needKey("Call", id, "id")]))[0] ?? null,
      Program: programById,
      Business: ({ id }) => ({ id }),
      Document: ({ id }) => ({ id }),
    },
    resolvers: [
      new FindResolver({ tracking, loaders, sealed }),
      new ApplicationResolver({ loaders, lists, sealed, calendar }),
      new CallResolver(calls, loaders),
      new ProgramCallsResolver(lists, loaders),
      new FilingResolver(filing, attachments, present),
      new DeskResolver(
        new WindowService({ commands, calls, changes, sealed, calendar }),
        new ReviewService({ calls, changes }),
        new AwardService({ calls, changes }),
        present,
      ),
      new MessageResolver(new MessageService({ commands, changes, sealed }), present),
      new ChangesResolver(sealed),
      new AccessLogResolver(lists),
    ],
    jobs: [
      { name: "lapse", everySeconds: 60, run: (now) => lapseOverdue(database, changes, now) },
      {
        name: "remind",
        everySeconds: 60,
        run: (now) => remindOfDeadlines({ database, calendar, tell: needs.tell }, now),
      },
      { name: "old looks", everySeconds: 3_600, run: (now) => forgetOldLooks(database, needs.looksKept, now) },
    ],
    presentCalls,
    lapseOverdue: (now) => lapseOverdue(database, changes, now),
    forget: (tx, businessKey, context) => forgetFirm(tx, businessKey, context, tell),
    mayRead: async (context, key) => (await loaders.application(context).load(key)) !== null,
    firmOf: async (tx, key) => (await tx.em.findOne(ApplicationSchema, { id: key }))?.businessId,
    onceRefused,
    export: exportFirm(tracking, accessLog, sealed),
  };
}
