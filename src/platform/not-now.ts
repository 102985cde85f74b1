/** Something cannot be had for now; whoever asks again later may get it. */
export class NotNow extends Error {
  constructor(message: string) {
    super(message);
    this.name = "NotNow";
  }
}
