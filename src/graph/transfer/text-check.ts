/** What no text may contain: whatever a browser or an XML reader would act on. Compared in lower case. */
const NEVER = [
  "<!doctype",
  "<!entity",
  "<script",
  "<html",
  "<svg",
  "<?xml-stylesheet",
  "http://www.w3.org/1999/xhtml",
  "http://www.w3.org/2000/svg",
];
/** Characters that are kept to find what two pieces share between them; longer than anything of `NEVER`. */
const OVERLAP = 40;
/** Characters within which the first sign must come. */
const BEGINNING = 1_024;

/** Looks at a text piece by piece. */
export interface TextCheck {
  /** Whether all is well so far. */
  take(piece: Uint8Array): boolean;
  /** Whether all is well now that it has ended. */
  end(): boolean;
}

/** Text in UTF-8 without NUL, that is XML (its encoding named UTF-8 or not at all) or is not, and holds nothing that runs. */
export function createTextCheck(kind: "xml" | "csv"): TextCheck {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let beginning: string | undefined = "";
  let before = "";

  function look(text: string): boolean {
    const window = before + text.toLowerCase();
    before = window.slice(-OVERLAP);
    return !window.includes("\0") && !NEVER.some((word) => window.includes(word));
  }
  /** Judges the beginning once there is enough of it. */
  function begin(text: string, ended: boolean): boolean {
    if (beginning === undefined) return true;
    beginning += text;
    if (beginning.length < BEGINNING && !ended) return true;
    const right = kind === "xml" ? beginsAsXml(beginning) : !/^\s*</.test(beginning);
    beginning = undefined;
    return right;
  }
  function decoded(piece?: Uint8Array): string | undefined {
    try {
      return decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      return undefined;
    }
  }
  return {
    take(piece) {
      const text = decoded(piece);
      return text !== undefined && look(text) && begin(text, false);
    },
    end() {
      const text = decoded();
      return text !== undefined && look(text) && begin(text, true);
    },
  };
}

function beginsAsXml(text: string): boolean {
  const declaration = /^<\?xml\s[^>]*\?>/.exec(text)?.[0];
  if (declaration === undefined) return false;
  const encoding = /\sencoding\s*=\s*["']([^"']*)["']/.exec(declaration)?.[1];
  return encoding === undefined || /^utf-?8$/i.test(encoding);
}
