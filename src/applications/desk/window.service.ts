import { v7 as newId } from "uuid";
import { type Commands, notFound } from "../../graph/commands.js";
import type { GraphContext } from "../../graph/context.js";
import { badInput } from "../../graph/errors.js";
import { needText } from "../../graph/text-input.js";
import type { Calendar } from "../calendar/calendar.js";
import { addNaturalDays } from "../calendar/day.js";
import type { CallService } from "../calls/call.service.js";
import { InformationRequestSchema } from "../entities.js";
import { DEFAULT_TERM } from "../lifecycle/clocks.js";
import type { Move } from "../lifecycle/moves.js";
import { checkStages, LONGEST_STAGE_NAME, STAGE_FAULTS } from "../lifecycle/stages.js";
import { type Changes, today } from "../record/changes.js";
import { needReason } from "../record/refuse.js";
import type { Sealed } from "../record/sealed.js";
import type {
  AssignApplicationInput,
  DefineStagesInput,
  EnterStageInput,
  ReasonedInput,
  RequestInformationInput,
} from "./desk.inputs.js";

export interface WindowNeeds {
  readonly commands: Commands;
  readonly calls: CallService;
  readonly changes: Changes;
  readonly sealed: Sealed;
  readonly calendar: Calendar;
}

const MOST_ITEMS = 20;

/** The window of an agency: takes what was handed in, asks for what is missing, passes it on. */
export class WindowService {
  constructor(private readonly needs: WindowNeeds) {}

  assign(context: GraphContext, input: AssignApplicationInput) {
    return this.needs.changes.change(context, "assignApplication", input, async ({ application }) => {
      application.assignedTo = input.to ? needText("input.to", input.to, { max: 200 }) : null;
      return { what: "assign", details: { to: application.assignedTo } };
    });
  }

  /** A move that needs nothing but a reason, if that. */
  plain(context: GraphContext, operation: string, input: ReasonedInput, move: Move) {
    const why = needReason(input, move);
    return this.needs.changes.move(context, operation, { ...input, ...why }, move);
  }

  requestInformation(context: GraphContext, input: RequestInformationInput) {
    const items = readItems(input);
    const { changes, calls, sealed, calendar } = this.needs;
    const why = { reason: items.map(({ text }) => text).join("\n"), reasonCodes: items.map(({ code }) => code) };
    return changes.move(
      context,
      "requestInformation",
      { ...input, ...why },
      "request_information",
      async ({ tx, application }) => {
        const { document } = await calls.ofApplication(tx, application);
        const { days, count } = document.terms.answer ?? DEFAULT_TERM;
        const dueOn =
          count === "working" ? calendar.addWorkingDays(today(context), days) : addNaturalDays(today(context), days);
        const id = newId();
        tx.em.create(InformationRequestSchema, {
          id,
          applicationId: application.id,
          items: sealed.items(id, items),
          askedAt: context.now,
          dueOn,
        });
        application.answerDueOn = dueOn;
        return { dueOn };
      },
    );
  }

  enterStage(context: GraphContext, input: EnterStageInput) {
    return this.needs.changes.change(context, "enterStage", input, async ({ tx, application }) => {
      const [stage] = STAGE_CODE.test(input.stage)
        ? await tx.query<{ code: string }>(
            "select code from agency_stage where agency = $1 and code = $2 and state = $3",
            [application.agency, input.stage, application.state],
          )
        : [];
      if (stage === undefined) {
        throw badInput("input.stage", {
          es: "no es una etapa de la dependencia en este estado; vea agencyStages",
          en: "is not a stage of the agency in this state; see agencyStages",
        });
      }
      application.stage = stage.code;
      return { what: "enter_stage", details: { stage: stage.code } };
    });
  }

  defineStages(context: GraphContext, input: DefineStagesInput) {
    const stages = readStages(input);
    return this.needs.commands.run(context, "defineStages", input, async (tx) => {
      const agency = context.caller.agency;
      if (agency === null) throw notFound("input");
      await tx.query("delete from agency_stage where agency = $1", [agency]);
      await tx.query(
        `insert into agency_stage (agency, code, state, es, en, place)
         select $1, code, state, es, en, place
           from jsonb_to_recordset($2::jsonb) as s(code text, state text, es text, en text, place int)`,
        [agency, JSON.stringify(stages.map((stage, place) => ({ ...stage, place })))],
      );
      return { agency };
    });
  }
}

const STAGE_CODE = /^[a-z][a-z0-9_-]{0,39}$/;

function readStages({ stages }: DefineStagesInput) {
  const [finding] = checkStages(stages);
  if (finding !== undefined) {
    const at = finding.at === undefined ? "" : `[${finding.at}]`;
    throw badInput(`input.stages${at}`, STAGE_FAULTS[finding.fault]);
  }
  return stages.map(({ code, state, es, en }, index) => {
    const field = `input.stages[${index}]`;
    if (!STAGE_CODE.test(code)) {
      throw badInput(`${field}.code`, {
        es: "debe tener de 1 a 40 minúsculas, cifras, guiones o guiones bajos",
        en: "must have 1 to 40 lower-case letters, digits, hyphens or underscores",
      });
    }
    const limits = { max: LONGEST_STAGE_NAME };
    return { code, state, es: needText(`${field}.es`, es, limits), en: needText(`${field}.en`, en, limits) };
  });
}

function readItems({ items }: RequestInformationInput) {
  if (items.length < 1 || items.length > MOST_ITEMS) {
    throw badInput(
      "input.items",
      { es: `debe tener de 1 a ${MOST_ITEMS} elementos`, en: `must have 1 to ${MOST_ITEMS} items` },
      { minItems: 1, maxItems: MOST_ITEMS },
    );
  }
  return items.map(({ code, text }, index) => ({
    code,
    text: needText(`input.items[${index}].text`, text, { min: 5, max: 1_000, lines: true }),
  }));
}
