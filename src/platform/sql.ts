/** Collects the values of one SQL statement; `bind` gives each its placeholder, so that no value is ever written into the text. */
export class Bindings {
  readonly values: unknown[] = [];

  bind(value: unknown, type?: string): string {
    this.values.push(value);
    return type === undefined ? `$${this.values.length}` : `$${this.values.length}::${type}`;
  }
}
