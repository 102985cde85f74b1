/** One thing that is wrong, or odd, about an identifier. */
export interface Fault<Code extends string = string> {
  /** Stable: programs may depend on it. */
  readonly code: Code;
  /** For a person to read. It never holds the value, so it may be logged and sent back. */
  readonly text: FaultText;
}

export interface FaultText {
  readonly es: string;
  readonly en: string;
}

/** Makes faults out of a table of texts by code. */
export function faultsOf<Code extends string>(texts: Readonly<Record<Code, FaultText>>): (code: Code) => Fault<Code> {
  return (code) => ({ code, text: texts[code] });
}
