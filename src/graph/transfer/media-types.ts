/** Largest file that is taken, in bytes: 10 MiB. */
export const LARGEST_FILE = 10 * 1024 * 1024;

export interface MediaTypeRule {
  /** Ending of the file's name. */
  readonly extension: string;
  /** What the first bytes must tell; undefined where bytes of text tell nothing. */
  readonly detected: string | undefined;
  /** Bytes from the beginning that it takes to tell. A spreadsheet may hold its description at its end. */
  readonly telling: number;
  /** What is looked into as text, to its end. */
  readonly text?: "xml" | "csv";
}

const START = 8 * 1024;
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Every kind of file that is taken and given out. Nothing that a browser would run. */
export const MEDIA_TYPES = {
  "application/pdf": { extension: "pdf", detected: "application/pdf", telling: START },
  "image/jpeg": { extension: "jpg", detected: "image/jpeg", telling: START },
  "image/png": { extension: "png", detected: "image/png", telling: START },
  "application/xml": { extension: "xml", detected: "application/xml", telling: START, text: "xml" },
  "text/csv": { extension: "csv", detected: undefined, telling: START, text: "csv" },
  [SPREADSHEET]: { extension: "xlsx", detected: SPREADSHEET, telling: LARGEST_FILE },
} as const satisfies Readonly<Record<string, MediaTypeRule>>;
export type MediaType = keyof typeof MEDIA_TYPES;

export function isMediaType(text: string): text is MediaType {
  return Object.hasOwn(MEDIA_TYPES, text);
}
