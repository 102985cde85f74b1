import { type DestinationStream, type Logger, pino } from "pino";

export type Log = Logger;

/** RFC and CURP as they are kept, and e-mail addresses, wherever in a line they stand: also in a message that somebody else wrote. */
const PERSONAL =
  /(?<![A-Z0-9])[A-Z]{4}\d{6}[HMX][A-Z]{5}[0-9A-Z]\d(?![A-Z0-9])|(?<![A-Z0-9Ñ&])[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}(?![A-Z0-9])|[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]+(?:\.[\w-]+)+/g;

/** A text without what may name a person. */
export function withoutPersonal(line: string): string {
  return line.replace(PERSONAL, "[***]");
}

/** Structured log: one JSON object a line, on standard output unless another destination is given. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { streamWrite: withoutPersonal },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
