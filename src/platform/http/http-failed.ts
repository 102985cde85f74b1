/** Why nothing came of a call. */
export type HttpFailure =
  | "unreachable"
  | "timeout"
  | "refused"
  | "too_large"
  | "malformed"
  | "resting"
  | "forbidden_address";

interface Trying {
  /** Whether the same call may end better a little later. */
  readonly again: boolean;
  /** Milliseconds that the other side asked to be left alone for. */
  readonly wait?: number | undefined;
}

/** Nothing came of a call. Neither the address nor anything that was sent or answered is in the message. */
export class HttpFailed extends Error {
  constructor(
    readonly kind: HttpFailure,
    /** Which status, which limit: never content. */
    readonly detail: string,
    readonly trying: Trying = { again: false },
  ) {
    super(`${kind}: ${detail}`);
    this.name = "HttpFailed";
  }
}
