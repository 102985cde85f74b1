import type { ProgramDocument } from "../document/program-document.js";
import { statusOn } from "../document/status.js";
import { type Language, read as readText, type Text } from "../document/text.js";
import { AUDIENCES, STATUSES } from "../document/vocabulary.js";
import {
  AWARD_AMOUNTS,
  applicantType,
  audienceOf,
  CUSTOM_FIELDS,
  type CustomField,
  OPPORTUNITY_STATUSES,
} from "./common-grants-tables.js";
import type { About, Format } from "./format.js";
import { gaps } from "./gaps.js";
import { at, listOf, objectOf, plainText, readFields } from "./mapping.js";
import { isRecord, type JsonRecord, readUntrusted } from "./plain-json.js";

/**
 * Opportunities of the CommonGrants protocol (github.com/HHS/simpler-grants-protocol, `lib/core/lib/core`): `OpportunityBase` with `OppStatus`,
 * `OppFunding`, `OppTimeline`, `ApplicantType` and `SystemMetadata`. The protocol's own members say what they can in one language;
 * conditions and everything else that must come back exactly go in `customFields`, each a `CustomField {name, fieldType, value,
 * description}`. One program is one opportunity: the windows of its calls are no part of the document.
 */
export const COMMON_GRANTS: Format = {
  name: { es: "Oportunidades de CommonGrants", en: "CommonGrants opportunities" },
  mediaType: "application/json; charset=utf-8",
  addresses: { all: "/common-grants/opportunities", one: "/common-grants/opportunities/{oppId}" },
  write(document, about) {
    const say = (text: Text) => readText(text, about.language).value;
    return {
      id: about.id,
      title: say(document.name),
      status: statusOf(document, about),
      description: say(document.description),
      ...present("funding", fundingOf(document, say)),
      ...present("keyDates", datesOf(document, about.language)),
      acceptedApplicantTypes: document.target.audiences.map((code) => ({
        ...applicantType(code),
        description: AUDIENCES[code]?.[about.language],
      })),
      source: `${about.baseUrl}/catalog/programs/${document.slug}.jsonld`,
      customFields: { language: LANGUAGE_FIELD(about.language), ...customFieldsOf(document) },
      createdAt: about.firstRecordedAt,
      lastModifiedAt: about.recordedAt,
    };
  },
  read: (raw) =>
    readUntrusted(raw, (opportunity) => {
      const own = ownFields(opportunity);
      const custom = readFields(FIELDS, at(opportunity, "customFields") as JsonRecord);
      const document = { ...own, ...custom };
      return Object.keys(document).length === 0 ? undefined : document;
    }),
  cannot: [
    {
      path: "results",
      es: "los resultados: el protocolo los tiene por apoyo otorgado",
      en: "results: the protocol has them by award",
    },
    ...gaps(
      "presence",
      "nameBasis",
      "categories.table",
      "categories.body",
      "categories.tableAndBodyAgree",
      "categories.note",
      "conflicts",
      "cases",
    ),
  ],
};

const LANGUAGE_FIELD = (language: Language) => ({
  name: "language",
  fieldType: "string",
  value: language,
  description: "Language of the title and the description",
});

/** The value of each custom field under the field's own key, as the protocol has it. */
const FIELDS = CUSTOM_FIELDS.map(({ name, path, vital = false }) => ({
  to: `${name}.value`,
  path,
  as: { write: (value: unknown) => value, read: (raw: unknown) => raw },
  vital,
}));

/** The custom fields of a program, as far as it has what goes in them. */
export function customFieldsOf(document: object): Readonly<Record<string, object>> {
  const field = ({ name, path, fieldType, description }: CustomField) => {
    const value = at(document, path);
    return value === undefined ? [] : [[name, { name, fieldType, value, description }] as const];
  };
  return Object.fromEntries(CUSTOM_FIELDS.flatMap(field));
}

function statusOf(document: ProgramDocument, { asOf, language }: About) {
  const { code, note } = statusOn(document, asOf).statement;
  const value = OPPORTUNITY_STATUSES[code] ?? "custom";
  const description = note === undefined ? STATUSES[code]?.[language] : readText(note, language).value;
  return { value, ...(value === "custom" ? { customValue: code } : {}), ...present("description", description) };
}

/** A figure of the protocol only where the document has exactly one of its kind: figures are never merged. */
function fundingOf({ supports }: ProgramDocument, say: (text: Text) => string) {
  const money = AWARD_AMOUNTS.flatMap(({ field, type }) => {
    const of = supports.amounts.filter(
      (amount) => amount.type === type && amount.currency !== undefined && !amount.percent,
    );
    const [only] = of;
    if (of.length !== 1 || only?.value === undefined) return [];
    return [[field, { amount: only.value, currency: only.currency }] as const];
  });
  const details = supports.amounts.flatMap(({ text }) => (text === undefined ? [] : [say(text)])).join("\n");
  const funding = { ...(details === "" ? {} : { details }), ...Object.fromEntries(money) };
  return Object.keys(funding).length === 0 ? undefined : funding;
}

const PERIOD = {
  start: { key: "programStart", es: "Inicio del programa", en: "Start of the program" },
  end: { key: "programEnd", es: "Fin del programa", en: "End of the program" },
} as const;

/** When the program itself begins and ends; the protocol's `postDate` and `closeDate` belong to calls. */
function datesOf({ timeline }: ProgramDocument, language: Language) {
  const dates = (["start", "end"] as const).flatMap((side) => {
    const date = timeline[side];
    const { key, [language]: name } = PERIOD[side];
    if (date === undefined) return [];
    // A `SingleDateEvent` wants a whole day; sources often know no more than the year.
    const event = date.length === 10 ? { eventType: "singleDate", date } : { eventType: "other", details: date };
    return [[key, { name, ...event }] as const];
  });
  return dates.length === 0 ? undefined : { otherDates: Object.fromEntries(dates) };
}

const MONEY = objectOf([
  { to: "amount", path: "value", as: plainText },
  { to: "currency", path: "currency", as: plainText },
]);
const AUDIENCE_LIST = listOf({
  write: (value) => value,
  read: (raw) => audienceOf(at(raw, "value"), at(raw, "customValue")),
});

/**
 * What the protocol's own members say, for publishers that have no custom fields of ours. Their texts are in the language that a custom
 * field says, else in Spanish, as everywhere.
 */
function ownFields(opportunity: JsonRecord): Readonly<Record<string, unknown>> {
  const language = at(opportunity, "customFields.language.value") === "en" ? "en" : "es";
  const text = (key: string) => {
    const value = opportunity[key];
    return typeof value === "string" && value.trim() !== "" ? { [language]: value } : undefined;
  };
  const audiences = AUDIENCE_LIST.read(opportunity.acceptedApplicantTypes ?? null) as readonly string[] | undefined;
  const amounts = AWARD_AMOUNTS.flatMap(({ field, type, concerns }) => {
    const money = MONEY.read(at(opportunity, `funding.${field}`) as JsonRecord);
    return isRecord(money) && money.value !== undefined ? [{ concerns, type, ...money }] : [];
  });
  const status = statusCode(opportunity);
  return {
    ...present("name", text("title")),
    ...present("description", text("description")),
    ...present("status", status === undefined ? undefined : [{ code: status }]),
    ...present("target", audiences === undefined || audiences.length === 0 ? undefined : { audiences }),
    ...present("supports", amounts.length === 0 ? undefined : { amounts }),
  };
}

/** The first of our statuses that is written so: `open` is `active`, `closed` is `ended`. */
function statusCode(opportunity: JsonRecord): string | undefined {
  const [value, custom] = [at(opportunity, "status.value"), at(opportunity, "status.customValue")];
  if (value === "custom") return typeof custom === "string" && Object.hasOwn(STATUSES, custom) ? custom : undefined;
  return Object.entries(OPPORTUNITY_STATUSES).find(([, written]) => written === value)?.[0];
}

function present<Key extends string>(key: Key, value: unknown): Readonly<Record<string, unknown>> {
  return value === undefined ? {} : { [key]: value };
}
