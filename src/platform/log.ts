import { type Logger, pino } from "pino";

export type Log = Logger;

/** Structured log: one JSON object a line on standard output. */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}
