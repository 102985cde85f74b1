/** The two calls this part needs of a logger; pino fits. */
export interface Log {
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
}

export const silent: Log = { info() {}, warn() {} };
