import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { Face, FeedEntry, FeedText } from "./faces.js";

/** Longer than any gateway should read, in bytes. */
const HUGE = 6 * 1_024 * 1_024;
/** Bytes that a few packed ones become. */
const BOMB = 50_000_000;
/** Levels deeper than any gateway should follow. */
const DEEP = 60;

/** One way to behave: what differs from behaving well. */
interface Behaviour {
  readonly es: string;
  readonly en: string;
  readonly entries?: (entries: readonly FeedEntry[]) => readonly FeedEntry[];
  /** What comes after the items of the feed, as the wire has items. */
  readonly more?: (face: Face) => readonly unknown[];
  /** Whatever is asked for, the first page is given. */
  readonly alwaysFirst?: true;
  readonly text?: (text: string) => string;
  /** In place of the usual answer. */
  readonly answer?: (response: ServerResponse, answer: FeedText) => void;
}

const behaviours = <const T extends Readonly<Record<string, Behaviour>>>(
  table: T,
): { readonly [K in keyof T]: Behaviour } => table;

/** The ways a publisher can behave, well and badly. */
export const MODES = behaviours({
  well: { es: "Como debe", en: "As it should" },
  empty: { es: "Sin programas", en: "Without programs", entries: () => [] },
  slow: {
    es: "Escribe tan despacio que nunca termina",
    en: "Writes so slowly that it never ends",
    answer: (response, { type }) => {
      response.writeHead(200, { "content-type": type });
      const drip = setInterval(() => response.write(" "), 100);
      response.on("close", () => clearInterval(drip));
    },
  },
  silent: { es: "No contesta", en: "Does not answer", answer: () => undefined },
  broken: {
    es: "Contesta con un error",
    en: "Answers with an error",
    answer: (response) => response.writeHead(500).end("Error: could not connect to 10.20.30.40 as publisher"),
  },
  malformed: {
    es: "Da una página web en vez de datos",
    en: "Gives a web page in place of data",
    text: () => "<!doctype html><title>Sitio en mantenimiento</title>",
  },
  truncated: {
    es: "Los datos acaban a la mitad",
    en: "The data end halfway",
    text: (text) => `${text.slice(0, text.length / 2)}"`,
  },
  huge: { es: "Datos de más de 6 MB", en: "Data of over 6 MB", text: (text) => `${text}${" ".repeat(HUGE)}` },
  bomb: {
    es: "Comprimidos son pocos bytes, y 50 MB al descomprimir",
    en: "A few bytes when packed, and 50 MB unpacked",
    answer: (response, { type }) =>
      response
        .writeHead(200, { "content-type": type, "content-encoding": "gzip" })
        .end(gzipSync(Buffer.alloc(BOMB, " "))),
  },
  deep: {
    es: "Anidados demasiado hondo",
    en: "Nested too deeply",
    text: () => `${'{"items":['.repeat(DEEP / 2)}${"]}".repeat(DEEP / 2)}`,
  },
  cut: {
    es: "Cuelga a media respuesta",
    en: "Hangs up in the middle of an answer",
    answer: (response, { type, text }) => {
      response.writeHead(200, { "content-type": type, "content-length": Buffer.byteLength(text) + 1 });
      response.write(text.slice(0, text.length / 2));
      setTimeout(() => response.destroy(), 20);
    },
  },
  latin1: {
    es: "En ISO 8859-1, no en UTF-8",
    en: "In ISO 8859-1 and not in UTF-8",
    answer: (response, { type, text }) =>
      response.writeHead(200, { "content-type": type }).end(Buffer.from(`${text}ñ`, "latin1")),
  },
  inside: {
    es: "Manda a una dirección privada",
    en: "Sends to a private address",
    answer: (response) => response.writeHead(302, { location: "https://10.0.0.1/" }).end(),
  },
  repeating: { es: "Siempre da la primera página", en: "Always gives the first page", alwaysFirst: true },
  shrinking: {
    es: "Perdió la mitad de sus programas",
    en: "Has lost half of its programs",
    entries: (entries) => entries.slice(0, entries.length / 2),
  },
  duplicated: {
    es: "Un programa está dos veces",
    en: "One program is there twice",
    entries: (entries) => [...entries, ...entries.slice(0, 1)],
  },
  strange: {
    es: "Con cosas que no son programas",
    en: "With things that are no programs",
    more: ({ strange }) => strange,
  },
});
export type Mode = keyof typeof MODES;

export const isMode = (text: unknown): text is Mode => typeof text === "string" && Object.hasOwn(MODES, text);
