export function verdictOf(text: string, whole: boolean): { readonly line: string; readonly faults: readonly string[] };
