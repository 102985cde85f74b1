/** Numbers that no rule can tell apart: one single number, or all between two bounds of which neither belongs to them. */
export interface Span {
  readonly min: number;
  readonly max: number;
  /** Whether `min` and `max` stand outside; false only where both are the same number. */
  readonly open: boolean;
}

/** Which numbers are answers at all; a number fact of the fact table is one of these. */
export interface Answers {
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

/** The smallest step taken from the bound of an open span where answers may have decimals. */
const SMALL_STEP = 0.01;

/** The answer within the span that is nearest to a number; undefined when the span holds no answer. */
export function nearestIn(span: Span, to: number, answers: Answers): number | undefined {
  const least = Math.max(first(span, answers.integer), answers.min);
  const most = Math.min(last(span, answers.integer), answers.max);
  if (least > most) return undefined;
  return Math.min(Math.max(to, least), most);
}

function first({ min, max, open }: Span, integer: boolean): number {
  if (!open) return integer ? Math.ceil(min) : min;
  return integer ? Math.floor(min) + 1 : min + Math.min(SMALL_STEP, (max - min) / 2);
}

function last({ min, max, open }: Span, integer: boolean): number {
  if (!open) return integer ? Math.floor(max) : max;
  return integer ? Math.ceil(max) - 1 : max - Math.min(SMALL_STEP, (max - min) / 2);
}
